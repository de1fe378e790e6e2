import { describe, expect, it } from 'vitest';
import type { AdGroup } from '../../../contracts/structure.ts';
import { adGroup, searchAd, textAd, type TextAd } from '../../fixtures/examples.ts';
import { checkAdGroups } from '../ad-groups.ts';

const tell = (changes: Partial<AdGroup>) =>
  checkAdGroups('linkedin-ads', [adGroup({ keywords: [], ...changes })]).map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
const AD = 'adGroups.0.ads.0';
const audience = (urn: string) => ({ audiences: { jobFunctions: [urn], seniorities: [], industries: [] } });

describe("LinkedIn's rules for a text ad: fine at the limit, told beyond it", () => {
  it.each<[string, Partial<TextAd>, Partial<TextAd>, string]>([
    [
      'a headline of 25',
      { headline: 'h'.repeat(25) },
      { headline: 'h'.repeat(26) },
      'TEXT_TOO_LONG headline',
    ],
    [
      'a Japanese headline of 25',
      { headline: '会'.repeat(25) },
      { headline: '会'.repeat(26) },
      'TEXT_TOO_LONG headline',
    ],
    [
      'a headline with keyword insertion, which LinkedIn does not have',
      { headline: '{KeyWord:abcdefghijklmno}' },
      { headline: '{KeyWord:abcdefghijklmnop}' },
      'TEXT_TOO_LONG headline',
    ],
    [
      'a description of 75',
      { description: 'd'.repeat(75) },
      { description: 'd'.repeat(76) },
      'TEXT_TOO_LONG description',
    ],
    ['a text with letters', {}, { description: ' ' }, 'TEXT_EMPTY description'],
  ])('%s', (_rule, atLimit, beyond, told) => {
    const [code, field] = told.split(' ');
    expect(tell({ ads: [textAd(atLimit)] })).toEqual([]);
    expect(tell({ ads: [textAd(beyond)] })).toEqual([`error ${code} ${AD}.${field}`]);
  });
});

describe("LinkedIn's rules for an ad group", () => {
  const ads = (count: number) =>
    Array.from({ length: count }, (_, i) => textAd({ headline: `Variant ${i}` }));

  it('15 ads run, 16 do not; the same ad twice is made once', () => {
    expect(tell({ ads: ads(15) })).toEqual([]);
    expect(tell({ ads: ads(16) })).toEqual(['error ADS_TOO_MANY adGroups.0.ads']);
    expect(tell({ ads: [...ads(15), textAd({ headline: 'Variant 0' })] })).toEqual([
      'loss AD_REPEATED adGroups.0.ads.15',
    ]);
  });

  it('an audience is the URN of its kind', () => {
    expect(tell({ ads: ads(1), ...audience('urn:li:function:8') })).toEqual([]);
    expect(tell({ ads: ads(1), ...audience('urn:li:seniority:8') })).toEqual([
      'error AUDIENCE_INVALID adGroups.0.audiences.jobFunctions.0',
    ]);
  });

  it.each([
    ['jobFunctions', 'function'],
    ['seniorities', 'seniority'],
    ['industries', 'industry'],
  ])('of %s the URN is urn:li:%s:…, whole', (facet, type) => {
    const told = (...urns: string[]) =>
      tell({
        ads: ads(1),
        audiences: { jobFunctions: [], seniorities: [], industries: [], [facet]: urns },
      });
    expect(told(`urn:li:${type}:8`, `urn:li:${type}:12a`)).toEqual([]);
    for (const wrong of [`x urn:li:${type}:8`, `urn:li:${type}:8 x`, `urn:li:${type}:`, 'urn:li:skill:8', ''])
      expect(told(`urn:li:${type}:8`, wrong)).toEqual([
        `error AUDIENCE_INVALID adGroups.0.audiences.${facet}.1`,
      ]);
  });

  it('two ads that differ in one text are two', () => {
    const two = [textAd(), textAd({ description: 'Another.' }), textAd({ headline: 'Another' })];
    expect(tell({ ads: two })).toEqual([]);
  });

  it('tells what LinkedIn leaves out, and that nothing is left', () => {
    const keywords = [{ text: 'payroll', matchType: 'exact' as const }];
    expect(tell({ keywords, negativeKeywords: keywords, ads: [searchAd()] })).toEqual([
      `loss AD_FORMAT_NOT_EXPRESSED ${AD}`,
      'loss AD_GROUP_NOT_EXPRESSED adGroups.0',
      'loss KEYWORDS_NOT_EXPRESSED adGroups.0.keywords',
      'loss KEYWORDS_NOT_EXPRESSED adGroups.0.negativeKeywords',
      'error ADS_MISSING adGroups',
    ]);
    expect(tell({ ads: [textAd({ assetId: '0197b6a0-0000-7000-8000-000000000000' })] })).toEqual([
      `loss IMAGE_NOT_EXPRESSED ${AD}.assetId`,
    ]);
  });

  it('an image ad is a loss, and what is wrong with its texts stops nothing', () => {
    const image = {
      format: 'single_image' as const,
      introText: 'x'.repeat(151),
      headline: ' ',
      assetId: '0197b6a0-0000-7000-8000-000000000000',
    };
    expect(tell({ ads: [image, textAd()] })).toEqual([
      `loss AD_FORMAT_NOT_EXPRESSED ${AD}`,
      `warning TEXT_CUT ${AD}.introText`,
      `warning TEXT_EMPTY ${AD}.headline`,
    ]);
  });

  it.each([
    ['introText', 150, 600],
    ['headline', 70, 200],
    ['description', 100, 300],
  ])('the %s of an image ad is shown up to %i and taken up to %i characters', (field, shown, most) => {
    const told = (length: number) => {
      const texts = { introText: 'x', headline: 'x', [field]: 'x'.repeat(length) };
      const image = { format: 'single_image' as const, assetId: '0197b6a0-0000-7000-8000-000000000000' };
      return tell({ ads: [{ ...image, ...texts }, textAd()] }).slice(1);
    };
    expect([told(shown), told(shown + 1), told(most), told(most + 1)]).toEqual([
      [],
      [`warning TEXT_CUT ${AD}.${field}`],
      [`warning TEXT_CUT ${AD}.${field}`],
      [`warning TEXT_TOO_LONG ${AD}.${field}`],
    ]);
  });
});
