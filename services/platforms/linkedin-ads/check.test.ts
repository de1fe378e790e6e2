import { describe, expect, it } from 'vitest';
import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { checkLinkedIn } from './check.ts';

type Group = DesiredCampaign['adGroups'][number];
type Ad = Extract<Group['ads'][number], { format: 'text_ad' }>;
type Change = (desired: DesiredCampaign, ad: Ad, group: Group) => void;

const AD = 'adGroups.0.ads.1';
const variants = (ad: Ad, count: number): Ad[] =>
  Array.from({ length: count }, (_, index) => ({ ...ad, headline: `Variant ${index}` }));
const audience =
  (urn: string): Change =>
  (_, __, group) =>
    (group.audiences = { jobFunctions: [urn], seniorities: [], industries: [] });

/** Rule, a value at the limit, one beyond it, and what is then said at which path. */
const RULES: [string, Change, Change, string, string][] = [
  [
    'a headline: 25 characters',
    (_, ad) => (ad.headline = 'h'.repeat(25)),
    (_, ad) => (ad.headline = 'h'.repeat(26)),
    'TEXT_TOO_LONG',
    `${AD}.headline`,
  ],
  [
    'a description: 75 characters',
    (_, ad) => (ad.description = 'd'.repeat(75)),
    (_, ad) => (ad.description = 'd'.repeat(76)),
    'TEXT_TOO_LONG',
    `${AD}.description`,
  ],
  [
    '15 active ads',
    (_, ad, group) => (group.ads = variants(ad, 15)),
    (_, ad, group) => (group.ads = variants(ad, 16)),
    'ADS_TOO_MANY',
    'adGroups.0.ads',
  ],
  [
    '10 USD a day for each ad group',
    (desired) => (desired.dailyMicros = 20_000_000),
    (desired) => (desired.dailyMicros = 19_990_000),
    'BUDGET_BELOW_FLOOR',
    'dailyMicros',
  ],
  [
    '100 USD in total for each ad group',
    (desired) => (desired.totalMicros = 200_000_000),
    (desired) => (desired.totalMicros = 199_990_000),
    'BUDGET_BELOW_FLOOR',
    'totalMicros',
  ],
  [
    'a total not below the day',
    (desired) => Object.assign(desired, { dailyMicros: 200_000_000, totalMicros: 200_000_000 }),
    (desired) => Object.assign(desired, { dailyMicros: 200_010_000, totalMicros: 200_000_000 }),
    'BUDGET_TOTAL_BELOW_DAILY',
    'totalMicros',
  ],
  [
    'whole cents',
    (desired) => (desired.dailyMicros = 50_010_000),
    (desired) => (desired.dailyMicros = 50_015_000),
    'BUDGET_NOT_MULTIPLE',
    'dailyMicros',
  ],
  [
    'an address of 2,000 characters',
    (desired) => (desired.landingPageUrl = `https://a.example/${'x'.repeat(1982)}`),
    (desired) => (desired.landingPageUrl = `https://a.example/${'x'.repeat(1983)}`),
    'URL_TOO_LONG',
    'landingPageUrl',
  ],
  [
    'an address with a scheme',
    (desired) => (desired.landingPageUrl = 'http://example.com'),
    (desired) => (desired.landingPageUrl = 'example.com'),
    'URL_SCHEME_MISSING',
    'landingPageUrl',
  ],
  [
    'an end not before the start',
    (desired) => (desired.schedule = { startDate: '2026-12-01', endDate: '2026-12-01' }),
    (desired) => (desired.schedule = { startDate: '2026-12-02', endDate: '2026-12-01' }),
    'SCHEDULE_REVERSED',
    'schedule.endDate',
  ],
  [
    'a place that LinkedIn has',
    (desired) => (desired.targeting.locations = ['linkedin:90009712']),
    (desired) => (desired.targeting.locations = ['google:1004074']),
    'LOCATIONS_MISSING',
    'targeting.locations',
  ],
  [
    'a language that LinkedIn has',
    (desired) => (desired.targeting.languages = ['xx', 'de']),
    (desired) => (desired.targeting.languages = ['xx']),
    'LANGUAGES_MISSING',
    'targeting.languages',
  ],
  [
    'an audience of the right sort',
    audience('urn:li:function:8'),
    audience('urn:li:seniority:8'),
    'AUDIENCE_INVALID',
    'adGroups.0.audiences.jobFunctions.0',
  ],
  [
    'at least one text ad',
    () => undefined,
    (desired) =>
      desired.adGroups.forEach((one) => (one.ads = one.ads.filter(({ format }) => format !== 'text_ad'))),
    'ADS_MISSING',
    'adGroups',
  ],
];

function errorsAfter(change: Change): { code: string; path: string }[] {
  const desired = desiredCampaign('2026-11-22');
  const [group] = desired.adGroups;
  const ad = group?.ads.find((one) => one.format === 'text_ad');
  if (group === undefined || ad === undefined) throw new Error('the example needs a text ad');
  change(desired, ad, group);
  return checkLinkedIn(desired)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => ({ code, path }));
}

describe("LinkedIn's rules", () => {
  it.each(RULES)('%s: fine at the limit, an error beyond it', (_rule, atLimit, beyond, code, path) => {
    expect(errorsAfter(atLimit)).toEqual([]);
    expect(errorsAfter(beyond)).toContainEqual({ code, path });
  });

  it('tells what text ads leave out: keywords, other ads, images, further languages', () => {
    const desired = desiredCampaign('2026-11-22');
    desired.targeting = { locations: ['US', 'google:1'], languages: ['en', 'de'] };
    desired.objective = 'leads';
    desired.adGroups = desired.adGroups.slice(0, 1);
    const ads = desired.adGroups[0]?.ads ?? [];
    const text = ads[1];
    if (text?.format === 'text_ad') {
      text.assetId = '0197a0de-0000-7000-8000-000000000002';
      ads.push({ ...text });
    }
    const losses = checkLinkedIn(desired).filter(({ severity }) => severity === 'loss');
    expect(losses.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'LOCATION_NOT_EXPRESSED targeting.locations.1',
      'LANGUAGE_NOT_EXPRESSED targeting.languages.1',
      'OBJECTIVE_APPROXIMATED objective',
      'AD_FORMAT_NOT_EXPRESSED adGroups.0.ads.0',
      'IMAGE_NOT_EXPRESSED adGroups.0.ads.1.assetId',
      'AD_REPEATED adGroups.0.ads.3',
      'IMAGE_NOT_EXPRESSED adGroups.0.ads.3.assetId',
      'KEYWORDS_NOT_EXPRESSED adGroups.0.keywords',
      'KEYWORDS_NOT_EXPRESSED adGroups.0.negativeKeywords',
    ]);
  });

  it('warns where no floor is known for the currency', () => {
    const desired = { ...desiredCampaign('2026-11-22'), currency: 'SEK' };
    expect(checkLinkedIn(desired)).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'BUDGET_FLOOR_UNKNOWN', path: 'dailyMicros' }),
    );
  });
});
