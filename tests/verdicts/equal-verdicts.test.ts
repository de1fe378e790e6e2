import { beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../contracts/structure.ts';
import type { CheckCode } from '../../rules/checks/codes.ts';
import { characterCount, displayWidth } from '../../rules/display-width.ts';
import { PUBLISHED, runsOn } from '../../rules/formats.ts';
import { desiredOn } from '../../services/campaign/publishing/domain/desired.ts';
import { corpus, type Case } from './corpus.ts';
import { disagreements, planned, services, type Judges } from './judges.ts';

const SIZE = 2_400;
const SEED = 20_261_127;

/** The faults that a corpus must have often enough for its silence to mean something. */
const COVERED: readonly CheckCode[] = [
  'ADS_MISSING',
  'ADS_TOO_MANY',
  'AD_FORMAT_NOT_EXPRESSED',
  'AD_GROUP_NOT_EXPRESSED',
  'AD_REPEATED',
  'AUDIENCES_NOT_EXPRESSED',
  'AUDIENCE_INVALID',
  'BUDGET_BELOW_FLOOR',
  'BUDGET_FLOOR_UNKNOWN',
  'BUDGET_NOT_MULTIPLE',
  'BUDGET_TOTAL_NOT_ENFORCED',
  'IMAGE_NOT_EXPRESSED',
  'KEYWORDS_MISSING',
  'KEYWORDS_NOT_EXPRESSED',
  'KEYWORD_CHARACTERS',
  'KEYWORD_EMPTY',
  'KEYWORD_REPEATED',
  'KEYWORD_TOO_LONG',
  'KEYWORD_TOO_MANY_WORDS',
  'NAME_TOO_LONG',
  'PATH1_MISSING',
  'PATH_INVALID',
  'PIN_INVALID',
  'TEXTS_TOO_FEW',
  'TEXTS_TOO_MANY',
  'TEXT_CUT',
  'TEXT_EMPTY',
  'TEXT_REPEATED',
  'TEXT_SIMILAR',
  'TEXT_TOO_LONG',
];

let cases: Case[];
beforeAll(() => {
  cases = corpus(SIZE, SEED);
});

const textAt = ({ content }: Case, path: string): string => {
  let value: unknown = content.structure;
  for (const key of path.split('.')) value = (value as Record<string, unknown>)[key];
  return String(value);
};

describe('ai, campaign, platforms and analytics', () => {
  it(`give the same verdict with the same code on ${SIZE} generated campaigns`, { timeout: 60_000 }, () => {
    const found = cases.flatMap((one, i) => disagreements(one, services).map((line) => `${i}: ${line}`));
    expect(found).toEqual([]);
  });

  it('are asked about every shared fault, and about campaigns that pass', { timeout: 60_000 }, () => {
    const counts = new Map<string, number>();
    let passing = 0;
    for (const { platform, content } of cases) {
      const desired = desiredOn(platform, content, { campaignId: '', version: 1 });
      const checks = desired === null ? [] : services.platforms(platform, desired);
      if (checks.every((check) => check.severity !== 'error')) passing += 1;
      for (const code of new Set(checks.map((check) => check.code)))
        counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    expect(COVERED.filter((code) => (counts.get(code) ?? 0) < 10)).toEqual([]);
    expect(passing).toBeGreaterThan(SIZE / 20);
  });
});

it('what is told as made once is what an adapter plans once', () => {
  for (const { platform, content } of cases) {
    const desired = desiredOn(platform, content, { campaignId: '', version: 1 });
    const groups = content.structure?.adGroups ?? [];
    if (desired === null || new Set(groups.map((group) => group.name)).size < groups.length) continue;
    const running = groups.map((group) => runsOn(platform, group));
    const repeats = (code: CheckCode) =>
      services
        .platforms(platform, desired)
        .filter((check) => check.code === code && running[Number(check.path.split('.')[1])]).length;
    const served = groups.filter((_, i) => running[i]);
    const ads = served.flatMap((group) =>
      group.ads.filter((ad) => PUBLISHED[platform].formats.includes(ad.format)),
    );
    const keywords = PUBLISHED[platform].keywords
      ? served.flatMap((group) => [...group.keywords, ...group.negativeKeywords])
      : [];
    expect(planned(platform, desired)).toEqual({
      ads: ads.length - repeats('AD_REPEATED'),
      keywords: keywords.length - repeats('KEYWORD_REPEATED'),
    });
  }
});

type Plant = (judges: Judges, one: Case) => Partial<Judges>;
/** A judge of ai that changes the checks of the true one. */
const aiWith =
  (change: (checks: Check[], one: Case) => Check[]): Plant =>
  ({ ai }, one) => ({ ai: (structure, platform) => change(ai(structure, platform), one) });
const without = (code: CheckCode, spared: (text: string) => boolean): Plant =>
  aiWith((checks, one) => checks.filter((c) => c.code !== code || !spared(textAt(one, c.path))));
const renamed = (from: CheckCode, to: string): Plant =>
  aiWith((checks) => checks.map((c) => (c.code === from ? { ...c, code: to } : c)));
const HEXAGRAM = /[\u4dc0-\u4dff]/u;

describe('a disagreement is found', () => {
  it.each<[string, Plant]>([
    ['one code of two for a repeated text', renamed('TEXT_REPEATED', 'TEXT_DUPLICATE')],
    ['one code of two for a pin', renamed('PIN_INVALID', 'PIN_UNKNOWN')],
    ['hexagrams that count one', without('TEXT_TOO_LONG', (text) => HEXAGRAM.test(text))],
    ['small forms that count one', without('TEXT_TOO_LONG', (text) => /[\ufe50-\ufe66]/u.test(text))],
    [
      "Hangul's extended consonants that count one",
      without('TEXT_TOO_LONG', (text) => /[\ua960-\ua97c]/u.test(text)),
    ],
    [
      'letters that all count one',
      without('TEXT_TOO_LONG', (text) => characterCount(text) <= 30 && displayWidth(text) > 30),
    ],
    [
      'keyword insertion that counts as it is written',
      aiWith((checks, one) => {
        const [group] = one.content.structure?.adGroups ?? [];
        const [ad] = group?.ads ?? [];
        if (ad?.format !== 'responsive_search' || !ad.headlines[0]?.text.startsWith('{KeyWord:'))
          return checks;
        const told = {
          platform: 'google-ads',
          severity: 'error',
          code: 'TEXT_TOO_LONG',
          message: '',
        } as const;
        return [...checks, { ...told, path: 'adGroups.0.ads.0.headlines.0.text' }];
      }),
    ],
    [
      'letter case that is an error',
      aiWith((checks) =>
        checks.map((c) => (c.code === 'TEXT_SIMILAR' ? { ...c, severity: 'error' as const } : c)),
      ),
    ],
    ['a repeated keyword that passes', without('KEYWORD_REPEATED', () => true)],
    [
      'an adapter that takes one ad more',
      ({ platforms }) => ({
        platforms: (...asked) => platforms(...asked).filter((c) => c.code !== 'ADS_TOO_MANY'),
      }),
    ],
    [
      'a campaign that lets a fault through',
      ({ campaign }) => ({ campaign: (checks) => campaign(checks.filter((c) => c.code !== 'TEXT_EMPTY')) }),
    ],
    [
      "LinkedIn's floor of 10 GBP",
      ({ analytics }) => ({
        analytics: (currency, adGroups) => analytics(currency === 'GBP' ? 'USD' : currency, adGroups),
      }),
    ],
    [
      'a floor that is taken for known in CAD and CHF',
      ({ analytics }) => ({
        analytics: (currency, adGroups) =>
          analytics(currency === 'CAD' || currency === 'CHF' ? 'USD' : currency, adGroups),
      }),
    ],
    [
      'a floor that is not asked of each ad group',
      ({ analytics }) => ({ analytics: (currency) => analytics(currency, {}) }),
    ],
  ])('%s', (_name, plant) => {
    const found = cases.some(
      (one) => disagreements(one, { ...services, ...plant(services, one) }).length > 0,
    );
    expect(found).toBe(true);
  });
});
