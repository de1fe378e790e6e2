import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codesOf, connectGoogle, type GoogleClient } from '../testing/google-client.ts';
import * as given from '../testing/search-campaign.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { startGoogleAds } from './server.ts';

let server: VendorServer;
let client: GoogleClient;

beforeAll(async () => {
  server = await startGoogleAds({ now: () => new Date('2026-11-22T15:00:00Z') });
  client = await connectGoogle(server.url);
});
beforeEach(() => server.objects.reset());
afterAll(() => server.close());

const names = (body: Json): string[] =>
  (body['mutateOperationResponses'] as Record<string, { resourceName: string }>[]).map(
    (answer) => Object.values(answer)[0]?.resourceName ?? '',
  );

describe('one atomic mutate', () => {
  it('makes a whole campaign from temporary names and answers in the same order', async () => {
    const { status, body, headers } = await client.mutate(given.wholeCampaign());
    expect(status).toBe(200);
    expect(headers.get('request-id')).toMatch(/^[\w-]{22}$/);
    expect(names(body).map((name) => name.split('/')[2])).toEqual([
      'campaignBudgets',
      'campaigns',
      'adGroups',
      'adGroupAds',
      'adGroupCriteria',
      'campaignCriteria',
    ]);
    expect(names(body).join()).not.toContain('/-');
    const [row] = await client.search(
      "SELECT campaign.name, campaign_budget.amount_micros FROM campaign WHERE campaign.status = 'PAUSED'",
    );
    expect(row).toMatchObject({
      campaign: { name: 'Campaign A' },
      campaignBudget: { amountMicros: '25000000' },
    });
  });

  it('writes nothing at all when one operation is refused', async () => {
    const answer = await client.mutate(
      given.wholeCampaign([given.createOf('adGroupCriterion', given.keywordFields('bad @ sign'))]),
    );
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['criterionError.KEYWORD_HAS_INVALID_CHARS']);
    expect(server.objects.all()).toEqual([]);
    expect(server.objects.ledger()).toEqual([]);
  });

  it('validateOnly checks and writes nothing', async () => {
    expect(await client.mutate(given.wholeCampaign(), { validateOnly: true })).toMatchObject({
      status: 200,
      body: {},
    });
    expect(server.objects.all()).toEqual([]);
  });

  it('says honestly that partial failure is not simulated', async () => {
    const answer = await client.mutate(given.wholeCampaign(), { partialFailure: true });
    expect([answer.status, (answer.body['error'] as Json)['status']]).toEqual([501, 'UNIMPLEMENTED']);
  });

  it('names the field at fault by its path', async () => {
    const answer = await client.mutate(
      given.wholeCampaign([
        given.createOf('campaign', given.campaignFields({ containsEuPoliticalAdvertising: null })),
      ]),
    );
    const failure = ((answer.body['error'] as Json)['details'] as Json[])[0];
    expect(failure?.['@type']).toBe('type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure');
    expect((failure?.['errors'] as Json[])[0]).toMatchObject({
      errorCode: { fieldError: 'REQUIRED' },
      location: {
        fieldPathElements: [
          { fieldName: 'mutate_operations', index: 1 },
          { fieldName: 'campaign_operation' },
          { fieldName: 'create' },
          { fieldName: 'contains_eu_political_advertising' },
        ],
      },
    });
  });
});

describe('names are unique', () => {
  it('a repeated campaign name is refused while the first is not removed', async () => {
    const first = names((await client.mutate(given.wholeCampaign())).body);
    const again = given.wholeCampaign([
      given.createOf('campaignBudget', given.budgetFields({ name: 'Budget B' })),
    ]);
    expect(codesOf(await client.mutate(again))[0]).toBe('campaignError.DUPLICATE_CAMPAIGN_NAME');
    await client.mutate([{ campaignOperation: { remove: first[1] } }]);
    expect((await client.mutate(again)).status).toBe(200);
  });

  it('a repeated publish fails on the budget and the campaign instead of doubling them', async () => {
    await client.mutate(given.wholeCampaign());
    const codes = codesOf(await client.mutate(given.wholeCampaign()));
    expect(codes).toContain('campaignBudgetError.DUPLICATE_NAME');
    expect(codes).toContain('campaignError.DUPLICATE_CAMPAIGN_NAME');
    expect(server.objects.list('campaign', '1234567890')).toHaveLength(1);
  });
});

const budget = (changes: Json): Json[] => [given.createOf('campaignBudget', given.budgetFields(changes))];
const campaign = (changes: Json): Json[] => [given.createOf('campaign', given.campaignFields(changes))];
const ad = (rsa: Json, changes: Json = {}): Json[] => [
  given.createOf('adGroupAd', given.adFields(rsa, changes)),
];
const keyword = (text: string): Json[] => [given.createOf('adGroupCriterion', given.keywordFields(text))];
const headlines = (...texts: string[]): Json => ({ headlines: texts.map((text) => ({ text })) });

it.each<[string, Json[], string]>([
  [
    'a budget below the minimum',
    budget({ amountMicros: '500000' }),
    'campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM',
  ],
  [
    'a fraction of a cent',
    budget({ amountMicros: '25000001' }),
    'campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT',
  ],
  ['a budget without amount', budget({ amountMicros: null }), 'fieldError.REQUIRED'],
  [
    'a total on a daily budget',
    budget({ totalAmountMicros: '25000000' }),
    'campaignBudgetError.TOTAL_BUDGET_AMOUNT_MUST_BE_UNSET_FOR_BUDGET_PERIOD_DAILY',
  ],
  ['no bidding strategy', campaign({ manualCpc: null }), 'fieldError.REQUIRED'],
  [
    'search partners without search',
    campaign({ networkSettings: { targetSearchNetwork: true } }),
    'campaignError.CANNOT_TARGET_SEARCH_NETWORK_WITHOUT_GOOGLE_SEARCH',
  ],
  [
    'a date without time',
    campaign({ startDateTime: '2026-12-01' }),
    'dateError.INVALID_STRING_DATE_TIME_SECONDS',
  ],
  [
    'a day that is none',
    campaign({ startDateTime: '2026-11-31 00:00:00' }),
    'dateError.INVALID_STRING_DATE_TIME_SECONDS',
  ],
  [
    'a start in the past',
    campaign({ startDateTime: '2026-11-21 00:00:00' }),
    'dateRangeError.CANNOT_SET_DATE_TO_PAST',
  ],
  [
    'an unknown budget',
    campaign({ campaignBudget: 'customers/1234567890/campaignBudgets/9' }),
    'mutateError.RESOURCE_NOT_FOUND',
  ],
  ['an output-only field', campaign({ id: '5' }), 'fieldError.VALUE_MUST_BE_UNSET'],
  ['two headlines', ad(headlines('One', 'Two')), 'collectionSizeError.TOO_FEW'],
  ['a headline of 31', ad(headlines('One', 'Two', 'x'.repeat(31))), 'adError.LINE_TOO_WIDE'],
  [
    'a headline of 16 double-width letters',
    ad(headlines('One', 'Two', '売'.repeat(16))),
    'adError.LINE_TOO_WIDE',
  ],
  ['a repeated headline', ad(headlines('One', 'Two', 'One')), 'assetError.DUPLICATE_ASSET'],
  ['shouting punctuation', ad(headlines('One', 'Two', 'Buy now!!')), 'policyFindingError.POLICY_FINDING'],
  ['path2 without path1', ad({ path2: 'now' }), 'fieldError.REQUIRED'],
  [
    'an ad without address',
    ad({}, { ad: { responsiveSearchAd: given.searchAd() } }),
    'fieldError.REQUIRED_NONEMPTY_LIST',
  ],
  ['a keyword of 11 words', keyword('a b c d e f g h i j k'), 'criterionError.KEYWORD_HAS_TOO_MANY_WORDS'],
  ['a keyword of 81 letters', keyword('k'.repeat(81)), 'criterionError.KEYWORD_TEXT_TOO_LONG'],
  [
    'a lasting id in a create',
    [
      given.createOf(
        'adGroupAd',
        given.adFields({}, { resourceName: 'customers/1234567890/adGroupAds/-3~7' }),
      ),
    ],
    'newResourceCreationError.CANNOT_SET_ID_FOR_CREATE',
  ],
  [
    'one temporary id for two kinds',
    [given.createOf('adGroup', given.adGroupFields({ resourceName: 'customers/1234567890/adGroups/-2' }))],
    'newResourceCreationError.DUPLICATE_TEMP_IDS',
  ],
])('refuses %s', async (_what, changes, code) => {
  const answer = await client.mutate(given.wholeCampaign(changes));
  expect(answer.status).toBe(400);
  expect(codesOf(answer)).toContain(code);
  expect(server.objects.all()).toEqual([]);
});

it('16 double-width letters are too wide for a headline and 15 are not', async () => {
  expect(
    (await client.mutate(given.wholeCampaign(ad(headlines('One', 'Two', '売'.repeat(15)))))).status,
  ).toBe(200);
});

it.each<[string, Json[], string]>([
  ['the removed startDate', campaign({ startDate: '2026-12-01' }), 'Unknown name "startDate"'],
  ['micros as a number', budget({ amountMicros: 25_000_000 }), '(TYPE_INT64), 25000000'],
  ['an unknown enum value', campaign({ status: 'ACTIVE' }), '(TYPE_ENUM), "ACTIVE"'],
  [
    'two bidding strategies',
    campaign({ targetSpend: {} }),
    "oneof field 'campaign_bidding_strategy' is already set",
  ],
])('the JSON layer refuses %s with a BadRequest', async (_what, changes, sentence) => {
  const answer = await client.mutate(given.wholeCampaign(changes));
  const error = answer.body['error'] as Json;
  expect(answer.status).toBe(400);
  expect(error['message']).toContain(sentence);
  expect((error['details'] as Json[])[0]?.['@type']).toBe('type.googleapis.com/google.rpc.BadRequest');
});

describe('updates', () => {
  it('take over exactly the fields of the mask', async () => {
    const name = names((await client.mutate(given.wholeCampaign())).body)[1];
    const update = { resourceName: name, status: 'ENABLED', name: 'Not in the mask' };
    expect((await client.mutate([{ campaignOperation: { update, updateMask: 'status' } }])).status).toBe(200);
    const [row] = await client.search('SELECT campaign.name, campaign.status FROM campaign');
    expect(row?.['campaign']).toMatchObject({ name: 'Campaign A', status: 'ENABLED' });
  });

  it.each([
    [undefined, 'fieldMaskError.FIELD_MASK_MISSING'],
    ['budget', 'fieldMaskError.FIELD_NOT_FOUND'],
    ['advertising_channel_type', 'fieldError.IMMUTABLE_FIELD'],
    ['network_settings', 'fieldMaskError.FIELD_HAS_SUBFIELDS'],
  ])('refuse the mask %s', async (updateMask, code) => {
    const name = names((await client.mutate(given.wholeCampaign())).body)[1];
    const operation = {
      update: { resourceName: name, status: 'ENABLED' },
      ...(updateMask === undefined ? {} : { updateMask }),
    };
    expect(codesOf(await client.mutate([{ campaignOperation: operation }]))).toContain(code);
  });

  it('a removed campaign cannot be brought back', async () => {
    const name = names((await client.mutate(given.wholeCampaign())).body)[1];
    await client.mutate([{ campaignOperation: { remove: name } }]);
    const update = { resourceName: name, status: 'ENABLED' };
    expect(codesOf(await client.mutate([{ campaignOperation: { update, updateMask: 'status' } }]))).toEqual([
      'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
    ]);
  });

  it('a fourth enabled ad in an ad group is refused', async () => {
    const adGroup = names((await client.mutate(given.wholeCampaign())).body)[2];
    const more = [1, 2, 3, 4].map(() =>
      given.createOf('adGroupAd', given.adFields({}, { adGroup, status: 'ENABLED' })),
    );
    expect(codesOf(await client.mutate(more))).toEqual(['resourceCountLimitExceededError.AD_GROUP_AD_LIMIT']);
    expect((await client.mutate(more.slice(1))).status).toBe(200);
  });
});
