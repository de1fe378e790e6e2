import { describe, expect, it } from 'vitest';
import { foundAd, foundAdGroup, foundGroup } from '../services/platforms/linkedin-ads/found.ts';
import type { LiveChildren, LiveGroup } from '../services/platforms/linkedin-ads/live.ts';
import { UNREAD } from '../services/platforms/linkedin-ads/unread.ts';
import { SENT, TEXT_AD } from './linkedin-definitions.ts';

type Fields = Record<string, unknown>;
const money = { amount: '7.00', currencyCode: 'USD' };
const group = { id: 1, name: 'A', status: 'PAUSED', runSchedule: { start: 0 } };
const adGroup = {
  ...{ id: 2, name: 'B', status: 'PAUSED', campaignGroup: 'urn:li:sponsoredCampaignGroup:1' },
  ...{ locale: { country: 'US', language: 'en' }, objectiveType: 'WEBSITE_VISIT' },
  ...{ key: 'ad-group/b', externalId: '2', state: 'PAUSED' },
};
const textAd = { headline: 'H', description: 'D', landingPage: 'https://example.com' };
/** Of a campaign of ours, which these objects are not made for. */
const MARKER = '[c-none]';
/** How each object of ours is read, with one field of LinkedIn's changed. */
const READ = {
  adCampaignGroups: (fields: Fields) => foundGroup({ ...group, ...fields } as LiveGroup, 'UTC', MARKER),
  adCampaigns: (fields: Fields) =>
    foundAdGroup(
      { ...adGroup, state: fields['status'] ?? adGroup.state, ...fields } as LiveChildren['adGroups'][number],
      'UTC',
      MARKER,
    ),
  creatives: (fields: Fields) =>
    readAd(fields['intendedStatus'], (fields['content'] as Fields | undefined) ?? {}),
};
const readAd = (intendedStatus: unknown, { textAd: changed = textAd }: Fields) =>
  foundAd(
    {
      ...{
        id: 'urn:li:sponsoredCreative:3',
        campaign: 'urn:li:sponsoredCampaign:2',
        key: 'ad',
        externalId: '3',
      },
      ...{ intendedStatus: 'PAUSED', state: (intendedStatus as string | undefined) ?? 'PAUSED' },
      content: { textAd: changed as typeof textAd },
    },
    [],
    textAd.landingPage,
  );

/** A value that each field does not have in the objects above. */
const OTHER: Fields = {
  ...{ name: 'Other', status: 'ACTIVE', intendedStatus: 'ACTIVE', runSchedule: { start: 86_400_000 } },
  ...{
    totalBudget: money,
    dailyBudget: money,
    unitCost: money,
    costType: 'CPC',
    politicalIntent: 'POLITICAL',
  },
  targetingCriteria: {
    include: { and: [{ or: { 'urn:li:adTargetingFacet:locations': ['urn:li:geo:1'] } }] },
  },
  ...{ offsiteDeliveryEnabled: true, audienceExpansionEnabled: true, connectedTelevisionOnly: true },
  ...{ optimizationTargetType: 'MAX_REACH', creativeSelection: 'ROUND_ROBIN', pacingStrategy: 'ACCELERATED' },
  budgetOptimization: { bidStrategy: 'MAXIMUM_DELIVERY', budgetOptimizationStrategy: 'DYNAMIC' },
  optimizationPreference: { frequencyOptimizationPreference: { frequency: 3 } },
  content: { textAd: { ...textAd, headline: 'Other' } },
};

describe('every field that LinkedIn lets people change on our objects', () => {
  it.each(
    (['adCampaignGroups', 'adCampaigns', 'creatives'] as const).flatMap((collection) =>
      Object.keys(SENT[collection])
        .filter((field) => !Object.hasOwn(UNREAD[collection], field))
        .map((field) => [collection, field] as const),
    ),
  )('is compared, or named as not read: %s, %s', (collection, field) => {
    expect(Object.keys(OTHER), `${field} has no other value in this test`).toContain(field);
    expect(READ[collection]({ [field]: OTHER[field] })).not.toEqual(READ[collection]({}));
  });

  it.each(Object.keys(TEXT_AD))('is compared in the text of an ad: %s', (field) => {
    const other = readAd(undefined, { textAd: { ...textAd, [field]: 'urn:li:image:other' } });
    expect(other).not.toEqual(readAd(undefined, {}));
  });

  it('and nothing is named as not read that LinkedIn does not have', () => {
    for (const collection of ['adCampaignGroups', 'adCampaigns', 'creatives'] as const)
      expect(Object.keys(SENT[collection])).toEqual(expect.arrayContaining(Object.keys(UNREAD[collection])));
  });
});
