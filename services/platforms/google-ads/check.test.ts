import { describe, expect, it } from 'vitest';
import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { checkGoogle } from './check.ts';

type Ad = Extract<DesiredCampaign['adGroups'][number]['ads'][number], { format: 'responsive_search' }>;
type Change = (desired: DesiredCampaign, ad: Ad, group: DesiredCampaign['adGroups'][number]) => void;

const AD = 'adGroups.0.ads.0';
const texts = (count: number, length = 10): { text: string }[] =>
  Array.from({ length: count }, (_, index) => ({ text: String.fromCharCode(97 + index).repeat(length) }));
const words = (count: number): string => Array.from({ length: count }, () => 'w').join(' ');

/** Rule, a value at the limit, one beyond it, and what is then said at which path. */
const RULES: [string, Change, Change, string, string][] = [
  [
    'headlines: at least 3',
    (_, ad) => (ad.headlines = texts(3)),
    (_, ad) => (ad.headlines = texts(2)),
    'TEXTS_TOO_FEW',
    `${AD}.headlines`,
  ],
  [
    'headlines: at most 15',
    (_, ad) => (ad.headlines = texts(15)),
    (_, ad) => (ad.headlines = texts(16)),
    'TEXTS_TOO_MANY',
    `${AD}.headlines`,
  ],
  [
    'a headline: 30 wide',
    (_, ad) => (ad.headlines = texts(3, 30)),
    (_, ad) => (ad.headlines[2] = { text: 'c'.repeat(31) }),
    'TEXT_TOO_LONG',
    `${AD}.headlines.2.text`,
  ],
  [
    'a wide letter counts two',
    (_, ad) => (ad.headlines[2] = { text: '広'.repeat(15) }),
    (_, ad) => (ad.headlines[2] = { text: '広'.repeat(16) }),
    'TEXT_TOO_LONG',
    `${AD}.headlines.2.text`,
  ],
  [
    'a tag counts its default',
    (_, ad) => (ad.headlines[2] = { text: `{KeyWord:${'c'.repeat(30)}}` }),
    (_, ad) => (ad.headlines[2] = { text: `{KeyWord:${'c'.repeat(31)}}` }),
    'TEXT_TOO_LONG',
    `${AD}.headlines.2.text`,
  ],
  [
    'headlines differ',
    (_, ad) => (ad.headlines = [{ text: 'A' }, { text: 'a' }, { text: 'B' }]),
    (_, ad) => (ad.headlines = [{ text: 'A' }, { text: 'B' }, { text: 'A' }]),
    'TEXT_REPEATED',
    `${AD}.headlines.2.text`,
  ],
  [
    'descriptions: at least 2',
    (_, ad) => (ad.descriptions = texts(2)),
    (_, ad) => (ad.descriptions = texts(1)),
    'TEXTS_TOO_FEW',
    `${AD}.descriptions`,
  ],
  [
    'descriptions: at most 4',
    (_, ad) => (ad.descriptions = texts(4)),
    (_, ad) => (ad.descriptions = texts(5)),
    'TEXTS_TOO_MANY',
    `${AD}.descriptions`,
  ],
  [
    'a description: 90 wide',
    (_, ad) => (ad.descriptions = texts(2, 90)),
    (_, ad) => (ad.descriptions = texts(2, 91)),
    'TEXT_TOO_LONG',
    `${AD}.descriptions.0.text`,
  ],
  [
    'a description pin: 2 places',
    (_, ad) => (ad.descriptions = [{ text: 'a', pin: 2 }, { text: 'b' }]),
    (_, ad) => (ad.descriptions = [{ text: 'a', pin: 3 }, { text: 'b' }]),
    'PIN_INVALID',
    `${AD}.descriptions.0.pin`,
  ],
  [
    'path1: 15 wide',
    (_, ad) => (ad.path1 = 'p'.repeat(15)),
    (_, ad) => (ad.path1 = 'p'.repeat(16)),
    'TEXT_TOO_LONG',
    `${AD}.path1`,
  ],
  [
    'path2 needs path1',
    (_, ad) => (ad.path2 = 'x'),
    (_, ad) => {
      ad.path2 = 'x';
      delete ad.path1;
    },
    'PATH1_MISSING',
    `${AD}.path1`,
  ],
  [
    '3 ads an ad group',
    (_, ad, group) => (group.ads = variants(ad, 3)),
    (_, ad, group) => (group.ads = variants(ad, 4)),
    'ADS_TOO_MANY',
    'adGroups.0.ads',
  ],
  [
    'a keyword: 80 characters',
    (_, __, group) => (group.keywords = [{ text: 'k'.repeat(80), matchType: 'exact' }]),
    (_, __, group) => (group.keywords = [{ text: 'k'.repeat(81), matchType: 'exact' }]),
    'KEYWORD_TOO_LONG',
    'adGroups.0.keywords.0.text',
  ],
  [
    'a keyword: 10 words',
    (_, __, group) => (group.keywords = [{ text: words(10), matchType: 'exact' }]),
    (_, __, group) => (group.keywords = [{ text: words(11), matchType: 'exact' }]),
    'KEYWORD_TOO_MANY_WORDS',
    'adGroups.0.keywords.0.text',
  ],
  [
    'a keyword: no symbols',
    (_, __, group) => (group.keywords = [{ text: "c++ & c# a-b 'x'", matchType: 'exact' }]),
    (_, __, group) => (group.keywords = [{ text: 'what?', matchType: 'exact' }]),
    'KEYWORD_CHARACTERS',
    'adGroups.0.keywords.0.text',
  ],
  [
    'a negative keyword: no symbols',
    () => undefined,
    (_, __, group) => (group.negativeKeywords = [{ text: '@home', matchType: 'broad' }]),
    'KEYWORD_CHARACTERS',
    'adGroups.0.negativeKeywords.0.text',
  ],
  [
    'an ad group name: 255 bytes',
    (_, __, group) => (group.name = '広'.repeat(85)),
    (_, __, group) => (group.name = '広'.repeat(86)),
    'NAME_TOO_LONG',
    'adGroups.0.name',
  ],
  [
    'a budget in whole cents',
    (desired) => (desired.dailyMicros = 50_010_000),
    (desired) => (desired.dailyMicros = 50_015_000),
    'BUDGET_NOT_MULTIPLE',
    'dailyMicros',
  ],
  [
    'a budget in whole yen',
    (desired) => Object.assign(desired, { currency: 'JPY', dailyMicros: 5_000_000_000 }),
    (desired) => Object.assign(desired, { currency: 'JPY', dailyMicros: 5_000_500_000 }),
    'BUDGET_NOT_MULTIPLE',
    'dailyMicros',
  ],
  [
    'a budget above the floor',
    (desired) => (desired.dailyMicros = 1_000_000),
    (desired) => (desired.dailyMicros = 990_000),
    'BUDGET_BELOW_FLOOR',
    'dailyMicros',
  ],
  [
    'a budget Google can hold',
    (desired) => (desired.dailyMicros = 1e15),
    (desired) => (desired.dailyMicros = 1e15 + 10_000),
    'BUDGET_TOO_LARGE',
    'dailyMicros',
  ],
  [
    'an end not before the start',
    (desired) => (desired.schedule = { startDate: '2026-12-01', endDate: '2026-12-01' }),
    (desired) => (desired.schedule = { startDate: '2026-12-02', endDate: '2026-12-01' }),
    'SCHEDULE_REVERSED',
    'schedule.endDate',
  ],
  [
    'an address with a scheme',
    (desired) => (desired.landingPageUrl = 'http://example.com'),
    (desired) => (desired.landingPageUrl = 'example.com'),
    'URL_SCHEME_MISSING',
    'landingPageUrl',
  ],
  [
    'an address of 2,084 bytes',
    (desired) => (desired.landingPageUrl = `https://a.example/${'x'.repeat(2066)}`),
    (desired) => (desired.landingPageUrl = `https://a.example/${'x'.repeat(2067)}`),
    'URL_TOO_LONG',
    'landingPageUrl',
  ],
  [
    'a place that Google has',
    (desired) => (desired.targeting.locations = ['google:1004074']),
    (desired) => (desired.targeting.locations = ['linkedin:90009712']),
    'LOCATIONS_MISSING',
    'targeting.locations',
  ],
  [
    'a language that Google has',
    (desired) => (desired.targeting.languages = ['xx', 'de']),
    (desired) => (desired.targeting.languages = ['xx']),
    'LANGUAGES_MISSING',
    'targeting.languages',
  ],
  [
    'at least one search ad',
    () => undefined,
    (desired) =>
      desired.adGroups.forEach((one) => (one.ads = one.ads.filter(({ format }) => format === 'text_ad'))),
    'ADS_MISSING',
    'adGroups',
  ],
];

function variants(ad: Ad, count: number): Ad[] {
  return Array.from({ length: count }, (_, index) => ({ ...ad, path1: `v${index}` }));
}

function errorsAfter(change: Change): { code: string; path: string }[] {
  const desired = desiredCampaign('2026-11-22');
  const [group] = desired.adGroups;
  const ad = group?.ads.find((one) => one.format === 'responsive_search');
  if (group === undefined || ad === undefined) throw new Error('the example needs a search ad');
  change(desired, ad, group);
  return checkGoogle(desired)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => ({ code, path }));
}

describe("Google's rules", () => {
  it.each(RULES)('%s: fine at the limit, an error beyond it', (_rule, atLimit, beyond, code, path) => {
    expect(errorsAfter(atLimit)).toEqual([]);
    expect(errorsAfter(beyond)).toContainEqual({ code, path });
  });

  it('tells what Search leaves out: other ads, audiences, unknown places, repeats', () => {
    const desired = desiredCampaign('2026-11-22');
    desired.targeting = { locations: ['US', 'linkedin:1'], languages: ['en', 'xx'] };
    desired.totalMicros = 100_000_000;
    desired.objective = 'awareness';
    desired.adGroups[0]?.keywords.push({ text: 'PAYROLL', matchType: 'exact' });
    const losses = checkGoogle(desired).filter(({ severity }) => severity === 'loss');
    expect(losses.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'BUDGET_TOTAL_NOT_ENFORCED totalMicros',
      'LOCATION_NOT_EXPRESSED targeting.locations.1',
      'LANGUAGE_NOT_EXPRESSED targeting.languages.1',
      'OBJECTIVE_APPROXIMATED objective',
      'AUDIENCES_NOT_EXPRESSED adGroups.0.audiences',
      'AD_FORMAT_NOT_EXPRESSED adGroups.0.ads.1',
      'AD_FORMAT_NOT_EXPRESSED adGroups.0.ads.2',
      'KEYWORD_REPEATED adGroups.0.keywords.2.text',
      'AUDIENCES_NOT_EXPRESSED adGroups.1.audiences',
      'AD_FORMAT_NOT_EXPRESSED adGroups.1.ads.1',
      'AD_FORMAT_NOT_EXPRESSED adGroups.1.ads.2',
    ]);
  });

  it('takes other limits from the settings', () => {
    const desired = { ...desiredCampaign('2026-11-22'), dailyMicros: 5_000_000 };
    const codes = checkGoogle(desired, { dailyFloorMicros: { USD: 6_000_000 } }).map(({ code }) => code);
    expect(codes).toContain('BUDGET_BELOW_FLOOR');
  });
});
