import { describe, expect, it } from 'vitest';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import { ANN, draftContent } from '../../content/domain/testing/content.ts';
import { desiredOn, pathInCampaign, shareOn } from './desired.ts';

const structure = { adGroups: [adGroup()] };
const source = { campaignId: ANN, version: 3 };
const content = draftContent({ structure, budget: { ...draftContent().budget, totalMicros: 100 } });

describe("a platform's share of a campaign", () => {
  const shared = {
    name: 'Spring sale',
    objective: 'traffic',
    currency: 'USD',
    schedule: content.schedule,
    targeting: content.targeting,
    landingPageUrl: content.landingPageUrl,
    declarations: content.declarations,
    adGroups: structure.adGroups,
  };
  it.each([
    ['google-ads', 10_000_000, 34],
    ['linkedin-ads', 20_000_000, 66],
  ] as const)(
    'has its own daily budget and its proportion of the total: %s',
    (platform, dailyMicros, total) => {
      const share = { ...shared, dailyMicros, totalMicros: total };
      expect(shareOn(platform, content)).toEqual(share);
      expect(desiredOn(platform, content, source)).toEqual({ ...source, ...share });
    },
  );

  it.each(['google-ads', 'linkedin-ads'] as const)(
    'has no total where the campaign has none: %s',
    (platform) => {
      expect(desiredOn(platform, draftContent({ structure }), source)?.totalMicros).toBeNull();
    },
  );

  it.each([
    ['structure is missing', draftContent()],
    ['declarations are missing', draftContent({ structure, declarations: null })],
    ['it has no share of the budget', { ...content, budget: { ...content.budget, split: [] } }],
  ])('is nothing while %s', (_, incomplete) => {
    expect(shareOn('google-ads', incomplete)).toBeNull();
    expect(desiredOn('google-ads', incomplete, source)).toBeNull();
  });
});

describe('what a platform finds fault with', () => {
  it.each([
    ['dailyMicros', 'budget.split.1.dailyMicros'],
    ['totalMicros', 'budget.totalMicros'],
    ['currency', 'budget.currency'],
    ['adGroups', 'structure.adGroups'],
    ['adGroups.0.ads', 'structure.adGroups.0.ads'],
    ['adGroupsOfOthers', 'adGroupsOfOthers'],
    ['targeting.locations.0', 'targeting.locations.0'],
    ['name', 'name'],
  ])('is shown where the campaign has it: %s is %s', (path, wanted) => {
    expect(pathInCampaign(path, 'linkedin-ads', content)).toBe(wanted);
  });

  it('is shown at the share of the platform that finds it', () => {
    expect(pathInCampaign('dailyMicros', 'google-ads', content)).toBe('budget.split.0.dailyMicros');
  });
});
