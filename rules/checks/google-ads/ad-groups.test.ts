import { describe, expect, it } from 'vitest';
import type { AdGroup } from '../../../contracts/structure.ts';
import { adGroup, searchAd, textAd, texts, type SearchAd } from '../../fixtures/examples.ts';
import { checkAdGroups } from '../ad-groups.ts';

const tell = (group: AdGroup) =>
  checkAdGroups('google-ads', [group]).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const OTHER_ADS = ['loss AD_FORMAT_NOT_EXPRESSED adGroups.0.ads.1'];
const ofAd = (changes: Partial<SearchAd>) => tell(adGroup({ ads: [searchAd(changes), textAd()] }));
const ofGroup = (changes: Partial<AdGroup>) => tell(adGroup(changes));
const letters = (count: number, length = 5) =>
  texts(...Array.from({ length: count }, (_, i) => String.fromCharCode(97 + i).repeat(length)));
const pinned = (pin: number) => [{ text: 'Pinned', pin }, ...texts('b', 'c')];
const keyword = (text: string) => [{ text, matchType: 'exact' as const }];
const AD = 'adGroups.0.ads.0';

describe("Google's rules for a search ad: fine at the limit, told beyond it", () => {
  it.each<[string, Partial<SearchAd>, Partial<SearchAd>, string]>([
    ['3 headlines', { headlines: letters(3) }, { headlines: letters(2) }, `TEXTS_TOO_FEW ${AD}.headlines`],
    [
      '15 headlines',
      { headlines: letters(15) },
      { headlines: letters(16) },
      `TEXTS_TOO_MANY ${AD}.headlines`,
    ],
    ['2 descriptions', {}, { descriptions: letters(1) }, `TEXTS_TOO_FEW ${AD}.descriptions`],
    [
      '4 descriptions',
      { descriptions: letters(4) },
      { descriptions: letters(5) },
      `TEXTS_TOO_MANY ${AD}.descriptions`,
    ],
    [
      'a headline of 30',
      { headlines: letters(3, 30) },
      { headlines: texts('a', 'b', 'c'.repeat(31)) },
      `TEXT_TOO_LONG ${AD}.headlines.2.text`,
    ],
    [
      'a headline of 15 double-width letters',
      { headlines: texts('a', 'b', '広'.repeat(15)) },
      { headlines: texts('a', 'b', '広'.repeat(16)) },
      `TEXT_TOO_LONG ${AD}.headlines.2.text`,
    ],
    [
      'keyword insertion with a default of 30',
      { headlines: texts('a', 'b', `{KeyWord:${'c'.repeat(30)}}`) },
      { headlines: texts('a', 'b', `{KeyWord:${'c'.repeat(31)}}`) },
      `TEXT_TOO_LONG ${AD}.headlines.2.text`,
    ],
    [
      'a description of 90',
      { descriptions: letters(2, 90) },
      { descriptions: texts('a', 'b'.repeat(91)) },
      `TEXT_TOO_LONG ${AD}.descriptions.1.text`,
    ],
    ['a text with letters', {}, { headlines: texts('a', 'b', ' ') }, `TEXT_EMPTY ${AD}.headlines.2.text`],
    [
      'texts that differ',
      { headlines: texts('a', 'b', 'c') },
      { headlines: texts('a', 'b', 'a') },
      `TEXT_REPEATED ${AD}.headlines.2.text`,
    ],
    ['a pin of 3', { headlines: pinned(3) }, { headlines: pinned(4) }, `PIN_INVALID ${AD}.headlines.0.pin`],
    [
      'a pin of 2 in descriptions',
      { descriptions: pinned(2) },
      { descriptions: pinned(3) },
      `PIN_INVALID ${AD}.descriptions.0.pin`,
    ],
    ['a path of 15', { path1: 'p'.repeat(15) }, { path1: 'p'.repeat(16) }, `TEXT_TOO_LONG ${AD}.path1`],
    [
      'a path of 7 double-width letters',
      { path1: '広'.repeat(7) },
      { path1: '広'.repeat(8) },
      `TEXT_TOO_LONG ${AD}.path1`,
    ],
    ['a path without a slash', { path1: 'a-b c' }, { path1: 'a/b' }, `PATH_INVALID ${AD}.path1`],
    ['path2 with path1', { path1: 'a', path2: 'b' }, { path2: 'b' }, `PATH1_MISSING ${AD}.path1`],
  ])('%s', (_rule, atLimit, beyond, told) => {
    expect(ofAd(atLimit)).toEqual(OTHER_ADS);
    expect(ofAd(beyond)).toEqual(expect.arrayContaining([`error ${told}`]));
  });

  it.each([
    ['letter case', 'Acme', 'ACME'],
    ['spaces', 'Acme CRM', ' Acme  CRM'],
    ['letter width', 'Acme', 'Ａｃｍｅ'],
  ])('texts that differ in %s only are a warning', (_name, one, other) => {
    expect(ofAd({ headlines: texts(one, 'b', other) })).toEqual([
      `warning TEXT_SIMILAR ${AD}.headlines.2.text`,
      ...OTHER_ADS,
    ]);
  });

  it('a headline may say what a description says', () => {
    expect(ofAd({ descriptions: texts('Try it free', 'Other.') })).toEqual(OTHER_ADS);
  });
});

describe("Google's rules for an ad group: fine at the limit, told beyond it", () => {
  const ads = (count: number) => Array.from({ length: count }, (_, i) => searchAd({ path1: `v${i}` }));
  it.each<[string, Partial<AdGroup>, Partial<AdGroup>, string]>([
    ['3 ads', { ads: [...ads(3)] }, { ads: ads(4) }, 'ADS_TOO_MANY adGroups.0.ads'],
    [
      'a name of 255 bytes',
      { name: '広'.repeat(85) },
      { name: '広'.repeat(86) },
      'NAME_TOO_LONG adGroups.0.name',
    ],
    [
      'a keyword of 80 characters',
      { keywords: keyword('会'.repeat(80)) },
      { keywords: keyword('k'.repeat(81)) },
      'KEYWORD_TOO_LONG adGroups.0.keywords.0.text',
    ],
    [
      'a keyword of 10 words',
      { keywords: keyword('a b c d e f g h i j') },
      { keywords: keyword('a b c d e f g h i j k') },
      'KEYWORD_TOO_MANY_WORDS adGroups.0.keywords.0.text',
    ],
    [
      'a keyword with symbols that Google takes',
      { keywords: keyword(`c++ & c# a-b_ 'x' "y" [z] * .:/$`) },
      { keywords: keyword('what?') },
      'KEYWORD_CHARACTERS adGroups.0.keywords.0.text',
    ],
    [
      'a negative keyword',
      { negativeKeywords: keyword('home') },
      { negativeKeywords: keyword('@home') },
      'KEYWORD_CHARACTERS adGroups.0.negativeKeywords.0.text',
    ],
    [
      'a keyword without the notation of a match type',
      { keywords: keyword('red shoes') },
      { keywords: keyword('+red +shoes') },
      'KEYWORD_NOTATION adGroups.0.keywords.0.text',
    ],
    ['a keyword with letters', {}, { keywords: keyword(' ') }, 'KEYWORD_EMPTY adGroups.0.keywords.0.text'],
  ])('%s', (_rule, atLimit, beyond, told) => {
    expect(ofGroup({ ads: [searchAd()], ...atLimit })).toEqual([]);
    expect(ofGroup({ ads: [searchAd()], ...beyond })).toEqual([`error ${told}`]);
  });

  it('the same keyword in another case, and the same ad in another order, are made once', () => {
    const turned = searchAd();
    turned.headlines = turned.headlines.toReversed();
    expect(
      ofGroup({ keywords: [...keyword('Acme'), ...keyword('acme')], ads: [searchAd(), turned] }),
    ).toEqual(['loss AD_REPEATED adGroups.0.ads.1', 'loss KEYWORD_REPEATED adGroups.0.keywords.1.text']);
    expect(
      ofGroup({ keywords: [...keyword('a'), { text: 'a', matchType: 'broad' }], ads: [searchAd()] }),
    ).toEqual([]);
  });

  it('the same ad four times is one ad', () => {
    const same = [searchAd(), searchAd(), searchAd(), searchAd()];
    expect(ofGroup({ ads: same }).filter((told) => told.startsWith('error'))).toEqual([]);
  });

  it.each<[string, Partial<SearchAd>]>([
    ['headline', { headlines: texts('Other', 'Plans from 9 a month', 'Try it free') }],
    ['description', { descriptions: texts('Payroll for teams of any size.', 'Other.') }],
    ['pin', { headlines: [{ text: 'Payroll made simple', pin: 1 }, ...searchAd().headlines.slice(1)] }],
    ['path', { path1: 'other' }],
    ['second path', { path1: 'other', path2: 'other' }],
  ])('ads that differ in a %s are two', (_what, changes) => {
    const two = [searchAd({ path1: 'own' }), searchAd({ path1: 'own', ...changes })];
    expect(ofGroup({ ads: two }).filter((told) => told.includes('AD_REPEATED'))).toEqual([]);
  });

  it('an ad with an empty path is the same as one without', () => {
    const [first, second] = [searchAd({ path1: '', path2: '' }), searchAd()];
    expect(ofGroup({ ads: [first, second] })).toContain('loss AD_REPEATED adGroups.0.ads.1');
  });

  it.each([...',!@%^()={};~`<>?\\|'])('a keyword with %s is refused', (character) => {
    expect(ofGroup({ ads: [searchAd()], keywords: keyword(`a${character}b`) })).toEqual([
      'error KEYWORD_CHARACTERS adGroups.0.keywords.0.text',
    ]);
  });

  it('words are counted, not the spaces around them', () => {
    expect(ofGroup({ ads: [searchAd()], keywords: keyword('  a  b c  d e f g h i   j ') })).toEqual([]);
  });

  it.each(['/', '\r', '\n'])('a path with %j is refused', (character) => {
    const told = ofAd({ path1: 'ok', path2: `a${character}b` });
    expect(told).toEqual([`error PATH_INVALID ${AD}.path2`, ...OTHER_ADS]);
  });

  it('a search ad group without keywords is warned of', () => {
    expect(ofGroup({ keywords: [], ads: [searchAd()] })).toEqual([
      'warning KEYWORDS_MISSING adGroups.0.keywords',
    ]);
  });

  it('tells what Search leaves out, and that nothing is left', () => {
    const audiences = { jobFunctions: ['urn:li:function:1'], seniorities: [], industries: [] };
    expect(ofGroup({ audiences, ads: [textAd()], keywords: [] })).toEqual([
      'loss AUDIENCES_NOT_EXPRESSED adGroups.0.audiences',
      'loss AD_FORMAT_NOT_EXPRESSED adGroups.0.ads.0',
      'loss AD_GROUP_NOT_EXPRESSED adGroups.0',
      'error ADS_MISSING adGroups',
    ]);
  });
});
