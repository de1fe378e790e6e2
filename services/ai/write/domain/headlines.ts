import type { Brief } from '../../../../contracts/ai/brief.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { AIMS } from './aims.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { Texts } from './templates.ts';
import { slotsOf, type Theme } from './themes.ts';

const NEUTRAL_UP_TO = 10;
const CLAIMS = 4;

/**
 * The headlines of a search ad, 8 to 15 that differ: first what the theme is about, then claims and uses in the brief's
 * words, the call to action, and neutral ones where the brief gives too little.
 */
export function writeHeadlines(theme: Theme, reading: Reading, brief: Brief): string[] {
  const texts = new Texts(reading, brief, {
    platform: 'google-ads',
    most: GOOGLE_ADS_LIMITS.headlines.width,
    headline: true,
  });
  const { headlines } = reading.vocabulary;
  const slots = slotsOf(theme, reading, '');
  texts.some(headlines[theme.kind], 4, { ...slots, benefit: theme.benefits[0] ?? [] });
  if (theme.kind === 'audience')
    for (const audience of reading.audiences.slice(1, 3))
      texts.some(headlines.audience, 1, { ...slots, audience });
  addClaims(texts, reading.claims);
  for (const benefit of theme.benefits.slice(0, theme.kind === 'benefit' ? 5 : 3))
    texts.fill('{benefit}', { benefit });
  texts.fill('{topic}', slots);
  texts.some(headlines.audience, 1, slots);
  texts.some(headlines.brand, theme.kind === 'brand' ? 0 : 1);
  texts.some(headlines.actions[brief.objective], 2, slots);
  for (const neutral of [...headlines.neutral, ...Object.values(headlines.actions).flat()]) {
    if (texts.kept.length >= NEUTRAL_UP_TO) break;
    texts.fill(neutral);
  }
  return texts.kept.slice(0, AIMS.headlines.max);
}

function addClaims(texts: Texts, claims: readonly string[]): void {
  let added = 0;
  for (const claim of claims) if (added < CLAIMS && texts.add(claim)) added += 1;
}
