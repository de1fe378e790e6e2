import { describe, expect, it } from 'vitest';
import type { AdGroup } from '../../contracts/structure.ts';
import { adGroup, searchAd, share, textAd, texts, type SearchAd } from '../fixtures/examples.ts';
import { GOOGLE_ADS_LIMITS } from '../google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../linkedin-ads/limits.ts';
import { checkAdGroups } from './ad-groups.ts';
import { CHECK_CODES } from './codes.ts';
import { checkGoogleBudget } from './google-ads/budget.ts';
import { checkLinkedInBudget } from './linkedin-ads/budget.ts';
import { checksOf } from './say.ts';
import { checkSettings } from './settings.ts';
import type { Share } from './share.ts';

type Told = ReturnType<typeof checkAdGroups>;
const sentence = (checks: Told, code: string) => {
  const found = checks.find((check) => check.code === code);
  return found && `${found.severity}: ${found.message}`;
};

it.each(Object.entries(CHECK_CODES))('%s means something: %s', (_code, meaning) => {
  expect(meaning).toMatch(/^\S.+ .+[^.]$/u);
});

describe('what a marketer reads of Google Ads about ad groups', () => {
  const keyword = (text: string) => ({ keywords: [{ text, matchType: 'exact' as const }] });
  const ad = (changes: Partial<SearchAd>) => ({ ads: [searchAd(changes)] });
  const many = Array.from({ length: 16 }, (_, i) => String.fromCharCode(97 + i));
  const pin = [{ text: 'a', pin: 4 }, ...texts('b', 'c')];
  const audiences = { jobFunctions: ['urn:li:function:1'], seniorities: [], industries: [] };
  const four = many.slice(0, 4).map((path1) => searchAd({ path1 }));

  it.each<[string, string, Partial<AdGroup>]>([
    ['NAME_TOO_LONG', 'error: The name takes 256 of 255 bytes.', { name: 'x'.repeat(256) }],
    ['AUDIENCES_NOT_EXPRESSED', 'loss: Google Search cannot aim at LinkedIn audiences.', { audiences }],
    ['AD_FORMAT_NOT_EXPRESSED', 'loss: Google Search cannot show a text_ad ad.', { ads: [textAd()] }],
    ['AD_REPEATED', 'loss: The same ad is there twice; it is made once.', { ads: [searchAd(), searchAd()] }],
    ['ADS_TOO_MANY', 'error: An ad group runs 3 responsive search ads.', { ads: four }],
    ['AD_GROUP_NOT_EXPRESSED', 'loss: “Payroll” has no responsive search ad and is left out.', { ads: [] }],
    ['ADS_MISSING', 'error: Google Ads needs at least one responsive search ad.', { ads: [] }],
    ['KEYWORDS_MISSING', 'warning: A search ad group without keywords does not serve.', { keywords: [] }],
    ['KEYWORD_EMPTY', 'error: The keyword is empty.', keyword(' ')],
    ['KEYWORD_TOO_LONG', 'error: A keyword has at most 80 characters.', keyword('x'.repeat(81))],
    ['KEYWORD_TOO_MANY_WORDS', 'error: A keyword has at most 10 words.', keyword('a b c d e f g h i j k')],
    [
      'KEYWORD_NOTATION',
      'error: This is the notation of a match type, and Google Ads would take its marks for a part of the keyword: write the text “red shoes” with the match type exact.',
      keyword('[red shoes]'),
    ],
    ['KEYWORD_CHARACTERS', 'error: The keyword has a character that Google Ads refuses.', keyword('a?')],
    [
      'KEYWORD_REPEATED',
      'loss: The same keyword is there twice; it is made once.',
      { keywords: [...keyword('a').keywords, ...keyword('A').keywords] },
    ],
    ['TEXTS_TOO_FEW', 'error: At least 3 are needed; there are 2.', ad({ headlines: texts('a', 'b') })],
    ['TEXTS_TOO_MANY', 'error: At most 15 are taken; there are 16.', ad({ headlines: texts(...many) })],
    ['TEXT_TOO_LONG', 'error: The text takes 31 of 30 letters.', ad({ headlines: texts('x'.repeat(31)) })],
    ['TEXT_EMPTY', 'error: The text is empty.', ad({ headlines: texts(' ') })],
    ['TEXT_REPEATED', 'error: The same text is there twice.', ad({ headlines: texts('a', 'a') })],
    [
      'TEXT_SIMILAR',
      'warning: Another text differs in letter case, spaces or width only.',
      ad({ headlines: texts('a', 'A') }),
    ],
    ['PIN_INVALID', 'error: There are 3 positions to pin to.', ad({ headlines: pin })],
    ['PATH_INVALID', 'error: A display path holds no slash and no line break.', ad({ path1: 'a/b' })],
    ['PATH1_MISSING', 'error: The second display path needs the first.', ad({ path2: 'a' })],
  ])('%s: %s', (code, told, changes) => {
    expect(sentence(checkAdGroups('google-ads', [adGroup(changes)]), code)).toBe(told);
  });
});

describe('what a marketer reads of LinkedIn Ads about ad groups', () => {
  const assetId = '0197b6a0-0000-7000-8000-000000000000';
  const image = (introText: string) => ({
    ads: [{ format: 'single_image' as const, introText, headline: 'x', assetId }],
  });
  const audiences = { jobFunctions: ['urn:li:seniority:1'], seniorities: [], industries: [] };
  const many = Array.from({ length: 16 }, (_, i) => textAd({ headline: `Ad ${i}` }));

  it.each<[string, string, Partial<AdGroup>]>([
    ['ADS_MISSING', 'error: LinkedIn Ads needs at least one text ad.', { ads: [] }],
    ['ADS_TOO_MANY', 'error: A LinkedIn ad set runs 15 ads.', { ads: many }],
    ['AD_REPEATED', 'loss: The same ad is there twice; it is made once.', { ads: [textAd(), textAd()] }],
    ['AD_GROUP_NOT_EXPRESSED', 'loss: “Payroll” has no text ad and is left out.', { ads: [] }],
    [
      'AD_FORMAT_NOT_EXPRESSED',
      'loss: A responsive_search ad is not published to LinkedIn.',
      { ads: [searchAd()] },
    ],
    ['KEYWORDS_NOT_EXPRESSED', 'loss: LinkedIn aims at people, not at searches.', {}],
    ['AUDIENCE_INVALID', 'error: “urn:li:seniority:1” is not urn:li:function:….', { audiences }],
    [
      'IMAGE_NOT_EXPRESSED',
      'loss: The image is not sent; LinkedIn shows the ad without it.',
      { ads: [textAd({ assetId })] },
    ],
    [
      'TEXT_TOO_LONG',
      'error: The text has 26 of 25 characters.',
      { ads: [textAd({ headline: 'x'.repeat(26) })] },
    ],
    ['TEXT_EMPTY', 'error: The text is empty.', { ads: [textAd({ headline: ' ' })] }],
    ['TEXT_TOO_LONG', 'warning: The text has 601 of 600 characters.', image('x'.repeat(601))],
    ['TEXT_CUT', 'warning: LinkedIn shows the first 150 characters.', image('x'.repeat(600))],
  ])('%s: %s', (code, told, changes) => {
    expect(sentence(checkAdGroups('linkedin-ads', [adGroup(changes)]), code)).toBe(told);
  });
});

describe('what a marketer reads about money', () => {
  const google = (changes: Partial<Share>) =>
    checksOf('google-ads', (say) => checkGoogleBudget(share(changes), GOOGLE_ADS_LIMITS, say));
  const linkedIn = (changes: Partial<Share>) =>
    checksOf('linkedin-ads', (say) => checkLinkedInBudget(share(changes), LINKEDIN_ADS_LIMITS, say));

  it.each<[string, string, Partial<Share>]>([
    [
      'BUDGET_NOT_MULTIPLE',
      'error: The daily budget must be a multiple of 0.01 USD.',
      { dailyMicros: 50_015_000 },
    ],
    [
      'BUDGET_FLOOR_UNKNOWN',
      'warning: The smallest daily budget of Google Ads in CHF is not known here.',
      { currency: 'CHF' },
    ],
    ['BUDGET_BELOW_FLOOR', 'error: Google Ads needs at least 1 USD a day.', { dailyMicros: 10_000 }],
    [
      'BUDGET_TOO_LARGE',
      'error: The daily budget is above what Google Ads takes.',
      { dailyMicros: 1e15 + 10_000 },
    ],
    [
      'BUDGET_TOTAL_NOT_ENFORCED',
      'loss: Google Ads holds a daily budget only: it does not stop by itself when the total is spent.',
      { totalMicros: 1 },
    ],
  ])('Google Ads, %s: %s', (code, told, changes) => expect(sentence(google(changes), code)).toBe(told));

  it.each<[string, string, Partial<Share>]>([
    ['BUDGET_NOT_MULTIPLE', 'error: The budget must be a multiple of 0.01 USD.', { dailyMicros: 50_015_000 }],
    [
      'BUDGET_FLOOR_UNKNOWN',
      "warning: LinkedIn's smallest budget in CHF is not known here.",
      { currency: 'CHF' },
    ],
    [
      'BUDGET_BELOW_FLOOR',
      'error: LinkedIn Ads needs at least 10 USD a day for each of 2 ad groups.',
      { dailyMicros: 10_000_000, adGroups: [adGroup(), adGroup()] },
    ],
    [
      'BUDGET_BELOW_FLOOR',
      'error: LinkedIn Ads needs at least 100 USD in total for each of 1 ad groups.',
      { totalMicros: 90_000_000 },
    ],
    [
      'BUDGET_TOTAL_BELOW_DAILY',
      'error: The total budget is below the daily budget.',
      { totalMicros: 40_000_000 },
    ],
  ])('LinkedIn Ads, %s: %s', (code, told, changes) => expect(sentence(linkedIn(changes), code)).toBe(told));
});

describe('what a marketer reads about settings', () => {
  const long = `https://a.example/${'x'.repeat(2067)}`;
  it.each<['google-ads' | 'linkedin-ads', string, string, Partial<Share>]>([
    [
      'google-ads',
      'SCHEDULE_REVERSED',
      'error: The campaign ends before it starts.',
      { schedule: { startDate: '2026-12-02', endDate: '2026-12-01' } },
    ],
    [
      'google-ads',
      'URL_SCHEME_MISSING',
      'error: The landing page needs http:// or https://.',
      { landingPageUrl: 'a.example' },
    ],
    [
      'google-ads',
      'URL_TOO_LONG',
      'error: The address has 2085 of at most 2084 bytes.',
      { landingPageUrl: long },
    ],
    [
      'linkedin-ads',
      'URL_TOO_LONG',
      'error: The address has 2085 of at most 2000 characters.',
      { landingPageUrl: long },
    ],
    [
      'google-ads',
      'OBJECTIVE_APPROXIMATED',
      'loss: On Google Search, awareness is bought as clicks.',
      { objective: 'awareness' },
    ],
    [
      'linkedin-ads',
      'OBJECTIVE_APPROXIMATED',
      'loss: Text ads have no lead forms: leads are bought as conversions.',
      { objective: 'leads' },
    ],
    [
      'google-ads',
      'CONVERSIONS_NEEDED',
      'warning: Bidding for conversions needs conversion tracking in the Google Ads account.',
      { objective: 'leads' },
    ],
    [
      'linkedin-ads',
      'CONVERSIONS_NEEDED',
      'warning: Buying conversions needs the LinkedIn Insight Tag on the site.',
      { objective: 'sales' },
    ],
  ])('%s, %s: %s', (platform, code, told, changes) => {
    const checks = checksOf(platform, (say) => checkSettings(platform, share(changes), say));
    expect(sentence(checks, code)).toBe(told);
    expect(checks.every((check) => check.platform === platform)).toBe(true);
  });
});
