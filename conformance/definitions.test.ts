import { describe, expect, it } from 'vitest';
import { googleFaults } from './google-definitions.ts';
import { linkedInFaults } from './linkedin-definitions.ts';

const google = (path: string, request: unknown, answer: unknown, status = 200): string[] =>
  googleFaults({
    method: 'POST',
    path: `/v26/customers/1234567890/${path}`,
    request: JSON.stringify(request),
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
  ): string[] =>
    linkedInFaults({
      method,
      path: `/rest/adAccounts/5/${path}`,
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
});
