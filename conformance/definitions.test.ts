import { describe, expect, it } from 'vitest';
import { CALLS, queriesIn } from './calls.ts';
import { googleFaults } from './google-definitions.ts';
import { linkedInFaults } from './linkedin-definitions.ts';
import { oauthFaults } from './oauth-definitions.ts';

const google = (path: string, request: unknown, answer: unknown, status = 200): string[] =>
  googleFaults({
    method: 'POST',
    path: `/v26/customers/1234567890/${path}`,
    request: JSON.stringify(request),
    query: '',
    isAsked: true,
    status,
    answer: JSON.stringify(answer),
  });
const create = (fields: object): unknown => ({
  mutateOperations: [{ campaignOperation: { create: fields } }],
});
const done = { mutateOperationResponses: [{ campaignResult: { resourceName: 'customers/1/campaigns/2' } }] };

describe("Google's definitions", () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['what is known', create({ name: 'A', status: 'PAUSED', manualCpc: {} }), done, []],
    [
      'an unknown name',
      create({ colour: 'red' }),
      done,
      ['request.mutateOperations[0].campaignOperation.create.colour is not known'],
    ],
    [
      'a name of an older version',
      create({ startDate: '2026-01-01' }),
      done,
      ['request.mutateOperations[0].campaignOperation.create.startDate is not known'],
    ],
    [
      'a value of no enum',
      create({ status: 'ACTIVE' }),
      done,
      ['request.mutateOperations[0].campaignOperation.create.status is no CampaignStatus: "ACTIVE"'],
    ],
    [
      'an int64 as a number',
      create({ targetSpend: { targetSpendMicros: 5 } }),
      done,
      ['request.mutateOperations[0].campaignOperation.create.targetSpend.targetSpendMicros is no int64: 5'],
    ],
    [
      'two of a oneof',
      create({ manualCpc: {}, targetSpend: {} }),
      done,
      ['request.mutateOperations[0].campaignOperation.create: only one of manualCpc, targetSpend may be set'],
    ],
    ['an answer of another shape', create({}), { results: [] }, ['answer.results is not known']],
  ])('%s', (_, request, answer, faults) => {
    expect(google('googleAds:mutate', request, answer)).toEqual(faults);
  });

  it('names in a query, and rows', () => {
    const query = "SELECT campaign.id, campaign.colour FROM campaign WHERE campaign.name = 'a.b'";
    const answer = { results: [{ campaign: { id: '1', hue: 1 } }], fieldMask: 'campaign.id' };
    expect(google('googleAds:search', { query }, answer)).toEqual([
      'query: campaign.colour is not known',
      'answer.results[0].campaign.hue is not known',
    ]);
  });

  it('a message that is asked for as a whole, and a value that its enum does not have', () => {
    const query =
      "SELECT campaign.network_settings, campaign.asset_automation_settings FROM campaign WHERE campaign.status IN ('PAUSED', 'ACTIVE')";
    expect(google('googleAds:search', { query }, { results: [], fieldMask: 'campaign.id' })).toEqual([
      'query: campaign.network_settings is a message: its fields are asked for',
      'query: campaign.status is no CampaignStatus: ACTIVE',
    ]);
  });

  it('failures, with what stands in their details', () => {
    const failure = (errors: unknown[]): unknown => ({
      error: {
        code: 400,
        message: 'No.',
        status: 'INVALID_ARGUMENT',
        details: [
          { '@type': 'type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure', errors },
        ],
      },
    });
    const request = create({});
    const known = { errorCode: { campaignError: 'DUPLICATE_CAMPAIGN_NAME' }, message: 'No.' };
    expect(google('googleAds:mutate', request, failure([known]), 400)).toEqual([]);
    const unknown = { errorCode: { campaignError: 'TOO_NICE' }, message: 'No.' };
    expect(google('googleAds:mutate', request, failure([unknown]), 400)).toHaveLength(1);
    expect(google('googleAds:mutate', request, { message: 'no' }, 400)).toEqual([
      'answer is no error of the API',
    ]);
  });
});

describe("LinkedIn's documented schemas", () => {
  const linkedIn = (
    method: string,
    path: string,
    request: unknown,
    status: number,
    answer: string,
    query = '',
  ): string[] =>
    linkedInFaults({
      method,
      path: `/rest/adAccounts/5/${path}`,
      query,
      isAsked: true,
      request: JSON.stringify(request),
      status,
      answer,
    });
  const group = {
    account: 'urn:li:sponsoredAccount:5',
    name: 'A',
    status: 'DRAFT',
    runSchedule: { start: 1 },
  };

  it('a create, a patch and an answer', () => {
    expect(linkedIn('POST', 'adCampaignGroups', group, 201, '')).toEqual([]);
    expect(linkedIn('POST', 'adCampaignGroups', { ...group, colour: 'red' }, 201, '')).toHaveLength(1);
    expect(linkedIn('POST', 'adCampaignGroups', { ...group, name: undefined }, 201, '')).toHaveLength(1);
    expect(linkedIn('POST', 'adCampaignGroups/7', { patch: { $set: { name: 'B' } } }, 204, '')).toEqual([]);
    expect(linkedIn('POST', 'adCampaignGroups/7', { patch: { set: { name: 'B' } } }, 204, '')).toHaveLength(
      1,
    );
    expect(linkedIn('POST', 'adCampaignGroups', group, 201, '{"id":1}')).toHaveLength(1);
    expect(linkedIn('POST', 'adCampaignGroups', group, 400, '{"error":"no"}').length).toBeGreaterThan(0);
    expect(linkedIn('POST', 'adCampaignGroups', group, 400, '{"message":"no","status":400}')).toEqual([]);
  });

  it('a finder, its parameters, what it searches by, and its pages', () => {
    const page = JSON.stringify({ elements: [], metadata: {} });
    const find = (path: string, query: string) => linkedIn('GET', path, undefined, 200, page, query);
    expect(find('creatives', '?q=criteria&campaigns=List(a)&pageSize=500')).toEqual([]);
    expect(find('creatives', '?q=search&pageSize=500')).toEqual(['query: creatives has no finder search']);
    const search = 'search=(colour:(values:List(red)),status:(values:List(DRAFT)))';
    expect(find('adCampaigns', `?q=search&${search}&start=0`)).toEqual([
      'query: search.colour is not known',
      'query: start is not known',
    ]);
  });

  it('a path that nobody documents, also one that is only read', () => {
    expect(linkedIn('GET', 'adSecrets', undefined, 200, '{}')).toEqual([
      '/rest/adAccounts/5/adSecrets is no documented path',
    ]);
  });
});

describe("OAuth's standards", () => {
  const call = (form: Record<string, string>, answer: unknown): string[] =>
    oauthFaults({
      method: 'POST',
      path: '/token',
      query: '',
      isAsked: true,
      request: new URLSearchParams(form).toString(),
      status: 200,
      answer: JSON.stringify(answer),
    });
  const refresh = { grant_type: 'refresh_token', refresh_token: 'r', client_id: 'c', client_secret: 's' };

  it('a renewal, and what is left out of it', () => {
    expect(call(refresh, { access_token: 'a', expires_in: 3600, token_type: 'Bearer' })).toEqual([]);
    expect(call({ ...refresh, refresh_token: '' }, { access_token: 'a', expires_in: 3600 })).toHaveLength(1);
    expect(call(refresh, { access_token: 'a' })).toHaveLength(1);
  });
});

describe('the calls of the clients', () => {
  it('are read from their sources: whole texts, parts put together, and what is put in when they run', () => {
    const source =
      "const a = 'SELECT x.id ' + 'FROM x'; const b = `SELECT ${y}.id, z FROM ${y} WHERE 1`; const c = 'FROM'";
    const [first, second, ...more] = queriesIn(source);
    expect(more).toEqual([]);
    expect(first?.test('SELECT x.id FROM x')).toBe(true);
    expect(second?.test('SELECT campaign.id, z FROM campaign WHERE 1')).toBe(true);
    expect(second?.test('SELECT campaign.name FROM campaign')).toBe(false);
  });

  it('have different names', () => {
    expect(new Set(CALLS.map(({ name }) => name)).size).toBe(CALLS.length);
  });
});
