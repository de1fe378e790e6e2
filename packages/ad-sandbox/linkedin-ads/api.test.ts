import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as given from '../testing/linkedin-client.ts';
import type { Answer } from '../testing/google-client.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { startLinkedInAds } from './server.ts';

let server: VendorServer;
let client: given.LinkedInClient;

beforeAll(async () => {
  server = await startLinkedInAds({ now: () => new Date('2026-11-22T15:00:00Z') });
  client = await given.connectLinkedIn(server.url);
});
beforeEach(() => server.objects.reset());
afterAll(() => server.close());

const idOf = (answer: Answer): string => answer.headers.get('x-restli-id') ?? '';
const group = async (changes?: Json): Promise<string> =>
  idOf(await client.create('/adCampaignGroups', given.groupBody(changes)));
const campaign = async (changes?: Json): Promise<string> =>
  idOf(await client.create('/adCampaigns', given.campaignBody(await group(), changes)));
const codes = (answer: Answer): unknown[] =>
  ((answer.body['errorDetails'] as Json)['inputErrors'] as Json[]).map((error) => error['code']);

describe('creating', () => {
  it('answers 201 with an empty body and the id in a header: a number, for creatives the URN', async () => {
    const id = await campaign();
    const answer = await client.create('/creatives', given.creativeBody(id));
    expect([id, answer.status, answer.body]).toEqual([expect.stringMatching(/^\d+$/), 201, {}]);
    expect(idOf(answer)).toMatch(/^urn:li:sponsoredCreative:\d+$/);
    const read = await client.call('GET', `/creatives/${encodeURIComponent(idOf(answer))}`);
    expect(read.body).toMatchObject({ campaign: `urn:li:sponsoredCampaign:${id}`, intendedStatus: 'DRAFT' });
    expect(read.body).not.toHaveProperty('review');
  });

  it('a repeated create makes a second object: names are not unique', async () => {
    expect(await group()).not.toBe(await group());
    expect(server.objects.list('campaignGroup', '512345678')).toHaveLength(2);
  });

  it.each<[string, Json, string]>([
    ['an unknown field', { budget: '5' }, 'FIELD_NOT_ALLOWED'],
    ['no political intent', { politicalIntent: undefined }, 'MISSING_FIELD'],
    ['no budget', { dailyBudget: undefined }, 'MISSING_FIELD'],
    ['another currency', { dailyBudget: { amount: '25.00', currencyCode: 'EUR' } }, 'CURRENCY_MISMATCH'],
    ['money as a number', { dailyBudget: { amount: 25, currencyCode: 'USD' } }, 'INVALID_VALUE_FOR_FIELD'],
    ['a budget under the floor', { dailyBudget: given.usd('9.99') }, 'FIELD_VALUE_TOO_LOW'],
    ['a total under the daily budget', { totalBudget: given.usd('20.00') }, 'CONDITIONAL_VALUE_TOO_LOW'],
    ['a plural objective', { objectiveType: 'WEBSITE_VISITS' }, 'INVALID_VALUE_FOR_FIELD'],
    ['a start in the past', { runSchedule: { start: Date.parse('2026-11-20T00:00:00Z') } }, 'DATE_TOO_EARLY'],
    [
      'no locations',
      {
        targetingCriteria: {
          include: { and: [{ or: { 'urn:li:adTargetingFacet:skills': ['urn:li:skill:1'] } }] },
        },
      },
      'MISSING_FIELD',
    ],
    [
      'two interface locales',
      {
        targetingCriteria: given.targeting([
          { or: { 'urn:li:adTargetingFacet:interfaceLocales': ['urn:li:locale:de_DE'] } },
        ]),
      },
      'MULTIPLE_VALUES_NOT_ALLOWED',
    ],
    [
      'titles with seniorities',
      {
        targetingCriteria: given.targeting([
          { or: { 'urn:li:adTargetingFacet:titles': ['urn:li:title:1'] } },
          { or: { 'urn:li:adTargetingFacet:seniorities': ['urn:li:seniority:1'] } },
        ]),
      },
      'INCOMPATIBLE_TARGETING_COMBINATION',
    ],
    [
      'a target cost with another cost type',
      { optimizationTargetType: 'TARGET_COST_PER_IMPRESSION' },
      'INVALID_CAMPAIGN_CONFIGURATION',
    ],
    [
      'active in a draft group',
      { status: 'ACTIVE' },
      'ONLY_DRAFT_CAMPAIGNS_ALLOWED_IN_DRAFT_CAMPAIGN_GROUPS',
    ],
    ['an unknown group', { campaignGroup: 'urn:li:sponsoredCampaignGroup:1' }, 'FIELD_VALUE_DOES_NOT_EXIST'],
  ])('a campaign with %s is refused', async (_what, changes, code) => {
    const answer = await client.create('/adCampaigns', given.campaignBody(await group(), changes));
    expect(answer.status).toBe(400);
    expect(codes(answer)).toContain(code);
    expect(server.objects.list('campaign', '512345678')).toEqual([]);
  });

  it.each([
    ['headline', 'x'.repeat(26)],
    ['description', 'x'.repeat(76)],
  ])('a text ad with a long %s is refused in the older shape', async (field, text) => {
    const answer = await client.create('/creatives', given.creativeBody(await campaign(), { [field]: text }));
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body)).toEqual(['message', 'serviceErrorCode', 'status']);
  });

  it('several faults are told together', async () => {
    const answer = await client.create(
      '/adCampaignGroups',
      given.groupBody({ name: undefined, runSchedule: {} }),
    );
    expect(answer.body).toMatchObject({ code: 'MULTIPLE_VALIDATIONS_FAILED', status: 400 });
    expect(codes(answer)).toEqual(['MISSING_FIELD', 'MISSING_FIELD']);
  });
});

describe('changing', () => {
  it('a partial update answers 204 and touches only what it sets', async () => {
    const id = await group();
    expect((await client.patch(`/adCampaignGroups/${id}`, { status: 'ACTIVE' })).status).toBe(204);
    expect((await client.call('GET', `/adCampaignGroups/${id}`)).body).toMatchObject({
      status: 'ACTIVE',
      name: 'Group A',
    });
  });

  it('activation goes from parents to children', async () => {
    const groupId = await group();
    const id = idOf(await client.create('/adCampaigns', given.campaignBody(groupId)));
    const creative = encodeURIComponent(idOf(await client.create('/creatives', given.creativeBody(id))));
    expect((await client.patch(`/creatives/${creative}`, { intendedStatus: 'ACTIVE' })).status).toBe(400);
    expect((await client.patch(`/adCampaigns/${id}`, { status: 'ACTIVE' })).status).toBe(400);
    expect((await client.patch(`/adCampaignGroups/${groupId}`, { status: 'ACTIVE' })).status).toBe(204);
    expect((await client.patch(`/adCampaigns/${id}`, { status: 'ACTIVE' })).status).toBe(204);
    expect((await client.patch(`/creatives/${creative}`, { intendedStatus: 'ACTIVE' })).status).toBe(204);
    expect((await client.call('GET', `/creatives/${creative}`)).body).toMatchObject({
      review: { status: 'APPROVED' },
    });
  });

  it.each([
    [{ objectiveType: 'BRAND_AWARENESS' }, 'IMMUTABLE_CAMPAIGN_OBJECTIVE_TYPE'],
    [{ type: 'DYNAMIC' }, 'FIELD_NOT_ALLOWED'],
    [{ dailyBudget: { amount: '1.00', currencyCode: 'USD' } }, 'FIELD_VALUE_TOO_LOW'],
  ])('the change %j is refused', async (set, code) => {
    expect(codes(await client.patch(`/adCampaigns/${await campaign()}`, set))).toContain(code);
  });

  it('what is no draft cannot become one again nor be deleted', async () => {
    const id = await group({ status: 'ACTIVE' });
    expect(codes(await client.patch(`/adCampaignGroups/${id}`, { status: 'DRAFT' }))).toEqual([
      'STATUS_CHANGE_NOT_ALLOWED',
    ]);
    expect(codes(await client.call('DELETE', `/adCampaignGroups/${id}`))).toEqual([
      'DELETE_ALLOWED_ONLY_FOR_DRAFT_STATUS',
    ]);
  });

  it('a deleted draft is gone', async () => {
    const id = await campaign();
    expect((await client.call('DELETE', `/adCampaigns/${id}`)).status).toBe(204);
    expect((await client.call('GET', `/adCampaigns/${id}`)).status).toBe(404);
  });
});

describe('searching', () => {
  const search = async (path: string): Promise<unknown[]> =>
    (await client.call('GET', path)).body['elements'] as unknown[];

  it('finds by exact name, status and campaign group, and nothing else', async () => {
    const first = await group();
    await group({ name: 'Group: B, (x)', status: 'ACTIVE' });
    await client.create('/adCampaigns', given.campaignBody(first));
    const name = encodeURIComponent('Group: B, (x)').replaceAll('(', '%28').replaceAll(')', '%29');
    expect(await search(`/adCampaignGroups?q=search&search=(name:(values:List(${name})))`)).toHaveLength(1);
    expect(await search('/adCampaignGroups?q=search&search=(name:(values:List(Group)))')).toEqual([]);
    expect(
      await search('/adCampaignGroups?q=search&search=(status:(values:List(ACTIVE,DRAFT)))'),
    ).toHaveLength(2);
    const urn = encodeURIComponent(`urn:li:sponsoredCampaignGroup:${first}`);
    expect(await search(`/adCampaigns?q=search&search=(campaignGroup:(values:List(${urn})))`)).toHaveLength(
      1,
    );
  });

  it('finds creatives by their campaign', async () => {
    const id = await campaign();
    await client.create('/creatives', given.creativeBody(id));
    const urn = encodeURIComponent(`urn:li:sponsoredCampaign:${id}`);
    expect(await search(`/creatives?q=criteria&campaigns=List(${urn})`)).toHaveLength(1);
  });

  it('pages by token', async () => {
    for (const name of ['A', 'B', 'C']) await group({ name });
    const { body } = await client.call('GET', '/adCampaignGroups?q=search&pageSize=2');
    expect([body['elements'], body['metadata']]).toEqual([
      expect.objectContaining({ length: 2 }),
      { nextPageToken: 'page-2' },
    ]);
    expect(await search('/adCampaignGroups?q=search&pageSize=2&pageToken=page-2')).toHaveLength(1);
  });

  it.each([
    ['an encoded structure', 'search=%28status%3A%28values%3AList%28ACTIVE%29%29%29', 'PARAM_INVALID'],
    ['a raw colon in a value', 'search=(name:(values:List(urn:li:x)))', 'PARAM_INVALID'],
    ['dots for structure', 'search.status.values[0]=ACTIVE', 'QUERY_PARAM_NOT_ALLOWED'],
  ])('%s is refused', async (_what, query, code) => {
    const answer = await client.call('GET', `/adCampaignGroups?q=search&${query}`);
    expect([answer.status, answer.body['code']]).toEqual([400, code]);
  });
});

describe('the gate', () => {
  it.each([
    ['without a version', { 'linkedin-version': '' }, 400, 'VERSION_MISSING'],
    ['with a sunset version', { 'linkedin-version': '202401' }, 426, 'NONEXISTENT_VERSION'],
    ['with another protocol', { 'x-restli-protocol-version': '1.0.0' }, 400, 'PARAM_INVALID'],
    ['with a bad token', { authorization: 'Bearer nobody' }, 401, 'INVALID_ACCESS_TOKEN'],
  ])('a call %s is refused', async (_what, headers, status, code) => {
    const answer = await client.call('GET', '', undefined, headers);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('a token that may only read cannot write', async () => {
    const reader = await given.connectLinkedIn(server.url, 'r_ads');
    expect((await reader.call('GET', '')).body).toMatchObject({
      name: 'Sandbox Sponsored Account',
      currency: 'USD',
    });
    expect((await reader.create('/adCampaignGroups', given.groupBody())).status).toBe(403);
  });
});

it('a finder that lags hides a new object that a read by id already shows', async () => {
  const slow = await startLinkedInAds({ searchLagMs: 5000, now: () => new Date('2026-11-22T15:00:00Z') });
  const slowClient = await given.connectLinkedIn(slow.url);
  const id = idOf(await slowClient.create('/adCampaignGroups', given.groupBody()));
  expect((await slowClient.call('GET', '/adCampaignGroups?q=search')).body['elements']).toEqual([]);
  expect((await slowClient.call('GET', `/adCampaignGroups/${id}`)).status).toBe(200);
  await slow.close();
});
