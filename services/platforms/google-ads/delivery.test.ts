import { describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../../contracts/delivery.ts';
import type { GoogleAds } from './create.ts';
import { readDelivery, type DeliveryRow } from './delivery.ts';
import { PRIMARY_REASONS } from './delivery-words.ts';

const session = {
  account: '1',
  loginCustomerId: null,
  currency: 'USD',
  timeZone: 'UTC',
  accessToken: async () => 't',
};
/** Reads one object of which Google answers this row (or nothing). */
async function found(kind: string, row: Partial<DeliveryRow> | null) {
  const http = {
    search: async (_: unknown, query: string) => (query.includes(FROM[kind] ?? '?') && row ? [row] : []),
  };
  const objects = [
    { kind: 'campaign', externalId: '7' },
    { kind, externalId: '7' },
  ];
  const all = await readDelivery({ http } as unknown as GoogleAds, { session, objects });
  return all.at(-1)!;
}
const FROM: Record<string, string> = {
  campaign: 'FROM campaign ',
  'ad-group': 'FROM ad_group ',
  ad: 'FROM ad_group_ad ',
  keyword: 'FROM ad_group_criterion ',
};
const resourceName = 'customers/1/things/7';
const campaign = (primaryStatus?: string, reasons: string[] = [], servingStatus = 'SERVING') =>
  found('campaign', {
    campaign: {
      resourceName,
      servingStatus,
      ...(primaryStatus === undefined ? {} : { primaryStatus }),
      primaryStatusReasons: reasons,
    },
  });
const ad = (
  approvalStatus?: string,
  reviewStatus?: string,
  primaryStatus = 'ELIGIBLE',
  topics: object[] = [],
) =>
  found('ad', {
    adGroupAd: {
      resourceName,
      primaryStatus,
      policySummary: {
        ...(approvalStatus === undefined ? {} : { approvalStatus }),
        ...(reviewStatus === undefined ? {} : { reviewStatus }),
        policyTopicEntries: topics,
      },
    },
  });
const keyword = (status: string, approvalStatus?: string, systemServingStatus = 'ELIGIBLE') =>
  found('keyword', {
    adGroupCriterion: {
      resourceName,
      status,
      systemServingStatus,
      ...(approvalStatus === undefined ? {} : { approvalStatus }),
    },
  });

describe('a campaign of Google’s', () => {
  it.each<[string | undefined, string[], DeliveryState]>([
    ['ELIGIBLE', [], 'serving'],
    ['LEARNING', ['BIDDING_STRATEGY_LEARNING'], 'serving'],
    ['LIMITED', ['BUDGET_CONSTRAINED'], 'limited'],
    ['LIMITED', ['HAS_ADS_DISAPPROVED'], 'limited'],
    ['NOT_ELIGIBLE', ['HAS_ADS_DISAPPROVED'], 'disapproved'],
    ['NOT_ELIGIBLE', ['A_NEW_REASON'], 'not_serving'],
    ['NOT_ELIGIBLE', [], 'not_serving'],
    ['PENDING', ['MOST_ADS_UNDER_REVIEW'], 'in_review'],
    ['PENDING', ['CAMPAIGN_PENDING'], 'not_serving'],
    ['PENDING', [], 'not_serving'],
    ['MISCONFIGURED', ['BUDGET_MISCONFIGURED'], 'not_serving'],
    ['PAUSED', ['CAMPAIGN_PAUSED', 'MOST_ADS_UNDER_REVIEW'], 'not_serving'],
    ['REMOVED', ['CAMPAIGN_REMOVED'], 'not_serving'],
    ['ENDED', ['CAMPAIGN_ENDED'], 'not_serving'],
    ['UNKNOWN', [], 'unknown'],
    ['UNSPECIFIED', [], 'unknown'],
    ['A_NEW_STATUS', [], 'unknown'],
    ['toString', [], 'unknown'],
    [undefined, [], 'unknown'],
    ['ELIGIBLE', ['A_NEW_REASON'], 'unknown'],
    ['LIMITED', ['A_NEW_REASON'], 'unknown'],
  ])('that is %s %j: %s', async (status, reasons, state) => {
    const said = await campaign(status, reasons);
    expect(said.state).toBe(state);
    for (const reason of reasons) expect(said.reasons.map(({ code }) => code)).toContain(reason);
  });

  it.each([
    ['SERVING', 'serving'],
    ['NONE', 'serving'],
    ['SUSPENDED', 'held'],
    ['A_NEW_WORD', 'unknown'],
  ])('whose serving status is %s: %s', async (serving, state) => {
    expect((await campaign('ELIGIBLE', [], serving)).state).toBe(state);
  });

  it.each(Object.keys(PRIMARY_REASONS))(
    'that is not eligible for %s is never said to serve',
    async (reason) => {
      const { state, reasons } = await campaign('NOT_ELIGIBLE', [reason]);
      expect(['not_serving', 'disapproved', 'in_review', 'held']).toContain(state);
      expect(reasons).toEqual([{ code: reason, sentence: expect.stringMatching(/^[A-Z].*\.$/) as string }]);
    },
  );

  it.each([
    ['ENABLED', true],
    ['PAUSED', false],
    ['REMOVED', false],
    ['A_NEW_WORD', null],
    ['toString', null],
    [undefined, null],
  ])('whose status is %s: switched on is %s', async (status, enabled) => {
    const said = {
      resourceName,
      startDateTime: '2027-01-31 00:00:00',
      ...(status === undefined ? {} : { status }),
    };
    expect(await found('campaign', { campaign: said })).toMatchObject({ enabled, beginsOn: '2027-01-31' });
  });

  it('that is not shown is unknown', async () => {
    expect(await found('campaign', null)).toMatchObject({
      state: 'unknown',
      reasons: [{ code: 'NOT_SHOWN' }],
    });
  });
});

describe('an ad of Google’s', () => {
  it.each<[string | undefined, string | undefined, string, DeliveryState]>([
    ['APPROVED', 'REVIEWED', 'ELIGIBLE', 'serving'],
    ['APPROVED', 'UNDER_APPEAL', 'ELIGIBLE', 'limited'],
    ['APPROVED_LIMITED', 'REVIEWED', 'LIMITED', 'limited'],
    ['AREA_OF_INTEREST_ONLY', 'REVIEWED', 'LIMITED', 'limited'],
    ['DISAPPROVED', 'REVIEWED', 'NOT_ELIGIBLE', 'disapproved'],
    ['DISAPPROVED', 'REVIEWED', 'PAUSED', 'disapproved'],
    ['DISAPPROVED', 'UNDER_APPEAL', 'NOT_ELIGIBLE', 'disapproved'],
    ['UNKNOWN', 'REVIEW_IN_PROGRESS', 'ELIGIBLE', 'in_review'],
    ['UNKNOWN', 'ELIGIBLE_MAY_SERVE', 'ELIGIBLE', 'limited'],
    ['UNKNOWN', 'REVIEWED', 'ELIGIBLE', 'unknown'],
    ['UNSPECIFIED', 'UNKNOWN', 'ELIGIBLE', 'unknown'],
    ['APPROVED', 'A_NEW_WORD', 'ELIGIBLE', 'unknown'],
    ['A_NEW_WORD', 'REVIEWED', 'ELIGIBLE', 'unknown'],
    [undefined, undefined, 'ELIGIBLE', 'unknown'],
    ['APPROVED', 'REVIEWED', 'PAUSED', 'not_serving'],
  ])('that is %s and %s, primary status %s: %s', async (approval, review, primary, state) => {
    expect((await ad(approval, review, primary)).state).toBe(state);
  });

  it('names its policies in words, with Google’s code and what each does', async () => {
    const topics = [
      { topic: 'DESTINATION_NOT_WORKING', type: 'PROHIBITED' },
      { topic: 'ALCOHOL', type: 'A_NEW_TYPE' },
    ];
    expect(await ad('DISAPPROVED', 'REVIEWED', 'NOT_ELIGIBLE', topics)).toMatchObject({
      policyTopics: ['Destination not working', 'Alcohol'],
      reasons: expect.arrayContaining([
        {
          code: 'DESTINATION_NOT_WORKING',
          sentence: 'Google’s policy “Destination not working” forbids it.',
        },
        { code: 'ALCOHOL', sentence: 'Google’s policy “Alcohol” is named.' },
      ]) as unknown,
    });
  });
});

it.each<[string, string | undefined, string, DeliveryState]>([
  ['ENABLED', 'APPROVED', 'ELIGIBLE', 'serving'],
  ['ENABLED', 'APPROVED', 'RARELY_SERVED', 'limited'],
  ['ENABLED', 'DISAPPROVED', 'ELIGIBLE', 'disapproved'],
  ['ENABLED', 'PENDING_REVIEW', 'ELIGIBLE', 'in_review'],
  ['ENABLED', 'UNDER_REVIEW', 'ELIGIBLE', 'in_review'],
  ['PAUSED', 'APPROVED', 'ELIGIBLE', 'not_serving'],
  ['REMOVED', 'APPROVED', 'ELIGIBLE', 'not_serving'],
  ['ENABLED', 'UNKNOWN', 'ELIGIBLE', 'unknown'],
  ['ENABLED', undefined, 'ELIGIBLE', 'unknown'],
  ['ENABLED', 'APPROVED', 'A_NEW_WORD', 'unknown'],
])('a keyword that is %s, %s and %s: %s', async (status, approval, serving, state) => {
  expect((await keyword(status, approval, serving)).state).toBe(state);
});
