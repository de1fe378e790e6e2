import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { AdGroup, Structure } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { sameReading } from '../../../../rules/checks/google-ads/texts.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../../rules/linkedin-ads/limits.ts';
import { textLength } from '../../../../rules/text-length.ts';
import { platformsOf } from '../../check/domain/check.ts';
import { blocks, keywordProblem } from '../../check/domain/keywords.ts';
import { type ClaimEvidence, claimEvidence, unsupportedClaims } from '../../brief/domain/claims.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { MOST, type ModelAnswer } from './model-answer.ts';
import { textFaults } from '../../check/domain/text-faults.ts';
import { keywordText } from './keywords.ts';

export type RepairedAnswer = { structure: Structure; dropped: string[] };
type Group = ModelAnswer['adGroups'][number];
type Judge = { product: string; evidence: ClaimEvidence; dropped: string[]; platforms: Platform[] };

/**
 * A structure from a model's answer: what breaks a rule is dropped and told, never cut, because a cut can lose a
 * condition. What is left may still be too little; `checkStructure` decides. Ad groups without ads are left out.
 */
export function repairAnswer(answer: ModelAnswer, brief: Brief): RepairedAnswer {
  const judge: Judge = {
    product: brief.product,
    evidence: claimEvidence(brief),
    dropped: [],
    platforms: platformsOf(brief),
  };
  const used = new Set<string>();
  const names = new Set<string>();
  const adGroups = answer.adGroups.slice(0, MOST.adGroups).map((group, i) => ({
    name: nameOf(group, i, judge, names),
    ...(judge.platforms.includes('google-ads')
      ? keywordsOf(group, judge, used)
      : { keywords: [], negativeKeywords: [] }),
    ads: adsOf(group, judge),
  }));
  return {
    structure: { adGroups: adGroups.filter((group) => group.ads.length > 0) },
    dropped: judge.dropped,
  };
}

function nameOf(group: Group, i: number, judge: Judge, names: Set<string>): string {
  const clean = [...cleanLine(group.name)].slice(0, 100).join('').trim();
  const plain = clean !== '' && textFaults(clean, judge.product).every((f) => f.code === 'TEXT_SHOUTING');
  const base = plain ? clean : `${i + 1}`;
  let name = base;
  for (let n = 2; names.has(name.toLowerCase()); n += 1) name = `${base} ${n}`;
  names.add(name.toLowerCase());
  return name;
}

function keywordsOf(
  group: Group,
  judge: Judge,
  used: Set<string>,
): Pick<AdGroup, 'keywords' | 'negativeKeywords'> {
  const keywords = group.keywords
    .map((k) => ({ text: keywordText(k.text), matchType: k.matchType }))
    .filter((k) => keepKeyword(k.text, `${k.matchType} ${k.text}`, judge, used))
    .slice(0, MOST.keywords);
  const own = new Set<string>();
  const negativeKeywords = group.negativeKeywords
    .map((text) => ({ text: keywordText(text), matchType: 'phrase' as const }))
    .filter((k) => keepKeyword(k.text, k.text, judge, own) && !keywords.some((keyword) => blocks(k, keyword)))
    .slice(0, MOST.negativeKeywords);
  return { keywords, negativeKeywords };
}

function keepKeyword(text: string, key: string, judge: Judge, used: Set<string>): boolean {
  const problem = keywordProblem(text);
  if (problem !== null) judge.dropped.push(`keyword "${text}": ${problem}`);
  if (problem !== null || used.has(key)) return false;
  used.add(key);
  return true;
}

function adsOf(group: Group, judge: Judge): AdGroup['ads'] {
  const search = judge.platforms.includes('google-ads') ? group.searchAds.slice(0, MOST.searchAds) : [];
  const text = judge.platforms.includes('linkedin-ads') ? group.textAds : [];
  return [...search.flatMap((ad) => searchAdOf(ad, judge)), ...textAdsOf(text, judge)];
}

function searchAdOf(ad: Group['searchAds'][number], judge: Judge): AdGroup['ads'] {
  const { headlines, descriptions, pathWidth } = GOOGLE_ADS_LIMITS;
  const rule = (what: Rule['what'], most: number): Rule => ({ what, platform: 'google-ads', most });
  const heads = keepTexts(ad.headlines, rule('headline', headlines.width), judge);
  const bodies = keepTexts(ad.descriptions, rule('description', descriptions.width), judge);
  if (heads.length === 0 || bodies.length === 0) return [];
  const [path1, path2] = [ad.path1, ad.path2]
    .map((p) => cleanLine(p ?? '').replaceAll(' ', '-'))
    .filter((p) => !/[/?#\\]/u.test(p))
    .flatMap((p) => keepTexts([p], rule('path', pathWidth), judge));
  return [
    {
      format: 'responsive_search',
      headlines: heads.slice(0, MOST.headlines).map((t) => ({ text: t })),
      descriptions: bodies.slice(0, MOST.descriptions).map((t) => ({ text: t })),
      ...(path1 !== undefined && { path1 }),
      ...(path2 !== undefined && { path2 }),
    },
  ];
}

function textAdsOf(ads: Group['textAds'], judge: Judge): AdGroup['ads'] {
  const { textAd } = LINKEDIN_ADS_LIMITS;
  const rule = (what: 'headline' | 'description'): Rule => ({
    what,
    platform: 'linkedin-ads',
    most: textAd[what].most,
  });
  return ads
    .flatMap((ad) => {
      const [headline] = keepTexts([ad.headline], rule('headline'), judge);
      const [description] = keepTexts([ad.description], rule('description'), judge);
      if (headline === undefined || description === undefined) return [];
      return [{ format: 'text_ad' as const, headline, description }];
    })
    .slice(0, MOST.textAds);
}

type Rule = { what: 'headline' | 'description' | 'path'; platform: Platform; most: number };

function keepTexts(texts: readonly string[], rule: Rule, judge: Judge): string[] {
  const kept: string[] = [];
  for (const text of texts.map(cleanLine)) {
    const fault = faultOf(text, rule, judge);
    if (fault !== null) judge.dropped.push(`${rule.what} "${text.slice(0, 200)}": ${fault}`);
    else if (text !== '' && !kept.some((k) => sameReading(k) === sameReading(text))) kept.push(text);
  }
  return kept;
}

function faultOf(text: string, rule: Rule, judge: Judge): string | null {
  const own = textLength(rule.platform, text);
  if (own > rule.most) return `it takes ${own} characters, ${rule.most} is the limit`;
  const [fault] = textFaults(text, judge.product);
  if (fault !== undefined) return `it ${fault.message}`;
  if (rule.what === 'headline' && text.includes('!')) return 'a headline has no exclamation mark';
  const [claim] = unsupportedClaims(text, judge.evidence);
  return claim === undefined ? null : `"${claim.text}" is not in the brief`;
}
