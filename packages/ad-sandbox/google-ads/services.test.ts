import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codesOf, connectGoogle, type Answer, type GoogleClient } from '../testing/google-client.ts';
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
beforeEach(async () => {
  await server.objects.reset();
  await client.mutate(given.wholeCampaign());
});
afterAll(() => server.close());

const service = (name: string, operations: Json[], more: Json = {}): Promise<Answer> =>
  client.post(`/v26/customers/1234567890/${name}:mutate`, { operations, ...more });
const nameOf = (kind: string): string =>
  String(server.objects.all().find((object) => object.kind === kind)?.fields['resourceName']);
const fieldsOf = (kind: string): Json =>
  server.objects.all().find((object) => object.kind === kind)?.fields ?? {};
const adName = (): string => String((fieldsOf('adGroupAd')['ad'] as Json)['resourceName']);
const edit = (order: Json): Promise<Response> =>
  fetch(`${server.url}/_simulator/edit`, { method: 'POST', body: JSON.stringify(order) });

describe('a service of one kind', () => {
  it.each([
    ['campaigns', 'campaign', { status: 'ENABLED' }, 'status'],
    ['adGroups', 'adGroup', { name: 'Renamed' }, 'name'],
    ['adGroupAds', 'adGroupAd', { status: 'ENABLED' }, 'status'],
    ['campaignBudgets', 'campaignBudget', { amountMicros: '30000000' }, 'amount_micros'],
    ['adGroupCriteria', 'adGroupCriterion', { status: 'PAUSED' }, 'status'],
  ])('%s:mutate updates, and names what it changed', async (name, kind, change, updateMask) => {
    const answer = await service(name, [{ update: { resourceName: nameOf(kind), ...change }, updateMask }]);
    expect(answer.body).toEqual({ results: [{ resourceName: nameOf(kind) }] });
    expect(fieldsOf(kind)).toMatchObject(change);
  });

  it('campaignCriteria:mutate creates and removes', async () => {
    const create = {
      campaign: nameOf('campaign'),
      negative: true,
      keyword: { text: 'free', matchType: 'EXACT' },
    };
    const made = await service('campaignCriteria', [{ create }]);
    const [{ resourceName = '' } = {}] = made.body['results'] as { resourceName?: string }[];
    expect((await service('campaignCriteria', [{ remove: resourceName }])).status).toBe(200);
  });

  it('refuses all when one is refused, and names the place in operations', async () => {
    const fields = { resourceName: nameOf('campaign'), name: '' };
    const answer = await service('campaigns', [{ update: fields, updateMask: 'name' }]);
    expect(codesOf(answer)).toEqual(['fieldError.REQUIRED']);
    expect(JSON.stringify(answer.body)).toContain(
      '{"fieldPathElements":[{"fieldName":"operations","index":0},{"fieldName":"update"},{"fieldName":"name"}]}',
    );
  });

  it('gives the whole object back when asked to', async () => {
    const operation = {
      update: { resourceName: nameOf('campaign'), status: 'ENABLED' },
      updateMask: 'status',
    };
    const answer = await service('campaigns', [operation], { responseContentType: 'MUTABLE_RESOURCE' });
    expect(answer.body).toMatchObject({ results: [{ campaign: { status: 'ENABLED', name: 'Campaign A' } }] });
  });
});

describe('an ad, changed where it is', () => {
  it('keeps its id and state, and says something else', async () => {
    const before = fieldsOf('adGroupAd');
    const update = {
      resourceName: adName(),
      finalUrls: ['https://example.com/other'],
      responsiveSearchAd: { headlines: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }] },
    };
    const updateMask = 'final_urls,responsive_search_ad.headlines';
    const answer = await service('ads', [{ update, updateMask }]);
    expect(answer.body).toEqual({ results: [{ resourceName: adName() }] });
    const after = fieldsOf('adGroupAd');
    expect([after['resourceName'], after['status']]).toEqual([before['resourceName'], before['status']]);
    expect(after['ad']).toMatchObject({ finalUrls: ['https://example.com/other'] });
    expect((after['ad'] as Json)['responsiveSearchAd']).toMatchObject({
      headlines: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }],
      descriptions: [{ text: 'See what sells.' }, { text: 'Know why it sells.' }],
    });
  });

  it('is changed by googleAds:mutate too, by the same rules', async () => {
    const headlines = [{ text: 'One' }, { text: 'Two' }];
    const update = { resourceName: adName(), responsiveSearchAd: { headlines } };
    const operation = { adOperation: { update, updateMask: 'responsive_search_ad.headlines' } };
    expect(codesOf(await client.mutate([operation]))).toEqual(['collectionSizeError.TOO_FEW']);
    headlines.push({ text: 'Three' });
    expect((await client.mutate([operation])).body).toEqual({
      mutateOperationResponses: [{ adResult: { resourceName: adName() } }],
    });
  });

  it('cannot be made or removed there, and adGroupAds cannot change what it says', async () => {
    expect((await service('ads', [{ remove: adName() }])).status).toBe(400);
    const update = { resourceName: nameOf('adGroupAd'), ad: { finalUrls: ['https://example.com/x'] } };
    const answer = await service('adGroupAds', [{ update, updateMask: 'ad.final_urls' }]);
    expect(codesOf(answer)).toEqual(['fieldError.IMMUTABLE_FIELD']);
    const unknown = { resourceName: 'customers/1234567890/ads/7', finalUrls: ['https://example.com'] };
    expect(codesOf(await service('ads', [{ update: unknown, updateMask: 'final_urls' }]))).toEqual([
      'mutateError.RESOURCE_NOT_FOUND',
    ]);
  });
});

describe('policies', () => {
  const keyword = (text: string, more: Json = {}): Promise<Answer> =>
    service('adGroupCriteria', [
      { create: given.keywordFields(text, { adGroup: nameOf('adGroup') }), ...more },
    ]);
  const key = { policyName: 'gambling', violatingText: 'casino' };

  it('a violation says which policy, and whether it may be exempted', async () => {
    const answer = await keyword('online casino');
    expect(codesOf(answer)).toEqual(['policyViolationError.POLICY_ERROR']);
    expect(answer.body).toMatchObject({
      error: {
        details: [{ errors: [{ details: { policyViolationDetails: { key, isExemptible: true } } }] }],
      },
    });
  });

  it('an exemption that is asked for by its key lets the keyword through, where it may', async () => {
    const asked = (violated: Json): Json => ({ exemptPolicyViolationKeys: [violated] });
    expect((await keyword('online casino', asked(key))).status).toBe(200);
    const other = { policyName: 'counterfeit_goods', violatingText: 'counterfeit' };
    expect(codesOf(await keyword('counterfeit watches', asked(other)))).toEqual([
      'policyViolationError.POLICY_ERROR',
    ]);
  });

  it('a topic of an ad may be ignored by name', async () => {
    const ad = given.adFields(
      { headlines: [{ text: 'Buy now!!' }, { text: 'Two' }, { text: 'Three' }] },
      { adGroup: nameOf('adGroup') },
    );
    expect(codesOf(await service('adGroupAds', [{ create: ad }]))).toEqual([
      'policyFindingError.POLICY_FINDING',
    ]);
    const policyValidationParameter = { ignorablePolicyTopics: ['PUNCTUATION_AND_SYMBOLS'] };
    expect((await service('adGroupAds', [{ create: ad, policyValidationParameter }])).status).toBe(200);
  });
});

describe('labels', () => {
  const labelled = async (): Promise<unknown[]> =>
    (await client.search('SELECT label.name, campaign.name FROM campaign_label')).map((row) => [
      (row['label'] as Json)['name'],
      (row['campaign'] as Json)['name'],
    ]);
  const made = (): Promise<Answer> =>
    client.mutate([
      given.createOf('label', {
        resourceName: 'customers/1234567890/labels/-1',
        name: 'Ours',
        textLabel: { backgroundColor: '#1122aa' },
      }),
      given.createOf('campaignLabel', {
        campaign: nameOf('campaign'),
        label: 'customers/1234567890/labels/-1',
      }),
    ]);

  it('are made and put on a campaign in one request, and found there', async () => {
    expect((await made()).status).toBe(200);
    expect(await labelled()).toEqual([['Ours', 'Campaign A']]);
    expect(nameOf('campaignLabel')).toBe(
      `${nameOf('campaign').replace('campaigns', 'campaignLabels')}~${String(fieldsOf('label')['id'])}`,
    );
  });

  it('are taken off, by themselves and with the label', async () => {
    await made();
    expect((await service('campaignLabels', [{ remove: nameOf('campaignLabel') }])).status).toBe(200);
    expect(await labelled()).toEqual([]);
    const create = { campaign: nameOf('campaign'), label: nameOf('label') };
    expect((await service('campaignLabels', [{ create }])).status).toBe(200);
    expect(await labelled()).toHaveLength(1);
    expect((await service('labels', [{ remove: nameOf('label') }])).status).toBe(200);
    expect(await labelled()).toEqual([]);
    expect(codesOf(await service('campaignLabels', [{ create }]))).toEqual([
      'labelError.CANNOT_APPLY_INACTIVE_LABEL',
    ]);
  });

  it('have names of their own, and a label that is put on is not changed', async () => {
    await made();
    expect(codesOf(await service('labels', [{ create: { name: 'Ours' } }]))).toEqual([
      'labelError.DUPLICATE_NAME',
    ]);
    const update = { resourceName: nameOf('campaignLabel'), label: nameOf('label') };
    expect((await service('campaignLabels', [{ update }])).status).toBe(400);
    const unknown = { campaign: nameOf('campaign'), label: 'customers/1234567890/labels/7' };
    expect(codesOf(await service('campaignLabels', [{ create: unknown }]))).toEqual([
      'mutateError.RESOURCE_NOT_FOUND',
    ]);
  });
});

describe('versions and dates', () => {
  it('a version that is over is refused with its own code, one that is not yet there is not found', async () => {
    const answer = await client.post('/v20/customers/1234567890/googleAds:search', { query: 'x' });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['requestError.UNSUPPORTED_VERSION']]);
    expect((await client.post('/v27/customers/1234567890/googleAds:search', { query: 'x' })).status).toBe(
      404,
    );
  });

  it.each([
    ['campaign.start_date_time DURING LAST_7_DAYS', 0],
    ['campaign.start_date_time DURING TODAY', 1],
    ["campaign.start_date_time BETWEEN '2026-11-20' AND '2026-11-22'", 1],
    ["campaign.start_date_time > '2026-11-22'", 0],
    ["campaign.start_date_time >= '2026-11-22'", 1],
  ])('%s finds %i', async (condition, count) => {
    const resourceName = nameOf('campaign');
    const update = { resourceName, startDateTime: '2026-11-22 18:00:00' };
    await service('campaigns', [{ update, updateMask: 'start_date_time' }]);
    expect(await client.search(`SELECT campaign.id FROM campaign WHERE ${condition}`)).toHaveLength(count);
  });

  it('refuses a range that it does not know, and one on what is no date', async () => {
    for (const condition of ['campaign.start_date_time DURING LAST_YEAR', 'campaign.id DURING TODAY']) {
      const query = `SELECT campaign.id FROM campaign WHERE ${condition}`;
      const answer = await client.post('/v26/customers/1234567890/googleAds:search', { query });
      expect(codesOf(answer)).toEqual(['queryError.OPERATOR_FIELD_MISMATCH']);
    }
  });
});

describe("edits in the platform's own page", () => {
  it('pause, rename, change money and dates, and stand in the journal as a person', async () => {
    const campaign = nameOf('campaign');
    const orders = [
      { object: campaign, field: 'status', value: 'ENABLED' },
      { object: campaign, set: { name: 'By hand', networkSettings: { targetSearchNetwork: false } } },
      { object: nameOf('campaignBudget'), set: { amountMicros: '99000000' }, person: 'ann@example.com' },
      { object: adName(), set: { finalUrls: ['https://example.com/by-hand'] } },
    ];
    for (const order of orders) expect((await edit(order)).status).toBe(200);
    expect(fieldsOf('campaign')).toMatchObject({
      status: 'ENABLED',
      name: 'By hand',
      networkSettings: { targetGoogleSearch: true, targetSearchNetwork: false },
    });
    expect(fieldsOf('campaignBudget')['amountMicros']).toBe('99000000');
    expect(server.objects.ledger().map(({ by }) => by)).toEqual([
      'api',
      'person',
      'person',
      'person',
      'person',
    ]);
    expect(server.objects.ledger().map(({ who }) => who)).toContain('ann@example.com');
  });

  it('add and remove keywords, ads and negatives', async () => {
    const fields = given.keywordFields('by hand', { adGroup: nameOf('adGroup') });
    expect((await edit({ add: 'adGroupCriterion', fields })).status).toBe(200);
    const negative = {
      campaign: nameOf('campaign'),
      negative: true,
      keyword: { text: 'free', matchType: 'EXACT' },
    };
    expect((await edit({ add: 'campaignCriterion', fields: negative })).status).toBe(200);
    expect((await edit({ object: nameOf('campaign'), remove: true })).status).toBe(200);
    expect(fieldsOf('campaign')['status']).toBe('REMOVED');
  });

  it("are held to the vendor's rules, and to being understood", async () => {
    expect((await edit({ object: nameOf('campaign'), set: { name: '' } })).status).toBe(400);
    for (const wrong of [
      {},
      { object: 'campaigns/1', set: { status: 'PAUSED' } },
      { object: nameOf('campaign') },
      { object: nameOf('campaign'), sets: {} },
      { add: 'thing', fields: {} },
    ])
      expect((await edit(wrong)).status).toBe(400);
    expect(server.objects.ledger()).toHaveLength(1);
  });
});
