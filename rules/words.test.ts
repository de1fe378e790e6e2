import { expect, it } from 'vitest';
import { PLATFORM_NAMES, WORDS } from './words.ts';

it('platforms have the names that they give themselves', () => {
  expect(PLATFORM_NAMES).toEqual({ 'google-ads': 'Google Ads', 'linkedin-ads': 'LinkedIn Ads' });
});

/** Thing, what people see, what the API calls it. */
const GOOGLE = [
  ['campaign', 'campaign', 'campaign'],
  ['adGroup', 'ad group', 'adGroup'],
  ['ad', 'responsive search ad', 'responsiveSearchAd'],
  ['headline', 'headline', 'headlines'],
  ['description', 'description', 'descriptions'],
  ['path', 'display path', 'path1, path2'],
  ['keyword', 'keyword', 'keyword'],
  ['landingPageUrl', 'final URL', 'finalUrls'],
  ['dailyMicros', 'daily budget', 'campaignBudget.amountMicros'],
];
const LINKEDIN = [
  ['campaign', 'campaign', 'campaign group'],
  ['adGroup', 'ad set', 'campaign'],
  ['ad', 'ad', 'creative'],
  ['headline', 'headline', 'headline'],
  ['description', 'description', 'description'],
  ['introText', 'introductory text', 'commentary'],
  ['landingPageUrl', 'destination URL', 'landingPage'],
  ['dailyMicros', 'daily budget', 'dailyBudget'],
  ['totalMicros', 'lifetime budget', 'totalBudget'],
];

it.each([
  ['google-ads', GOOGLE],
  ['linkedin-ads', LINKEDIN],
] as const)('%s has a word for each thing that it has, and for no other', (platform, rows) => {
  const words = Object.entries(WORDS[platform]).map(([thing, { people, api }]) => [thing, people, api]);
  expect(words).toEqual(rows);
});
