import type { Brief } from '../../../../contracts/ai/brief.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../../rules/linkedin-ads/limits.ts';
import { fits } from '../../brief/domain/width.ts';
import { AIMS } from './aims.ts';
import { lowerFirst, upperFirst } from '../../brief/domain/casing.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { Texts } from './templates.ts';
import { slotsOf, type Theme } from './themes.ts';

/** The four descriptions of a search ad: the theme, the uses, the claims, and a sentence of the brief or an invitation. */
export function writeDescriptions(theme: Theme, reading: Reading, brief: Brief): string[] {
  const texts = new Texts(reading, brief, {
    platform: 'google-ads',
    most: GOOGLE_ADS_LIMITS.descriptions.width,
    headline: false,
  });
  const { descriptions } = reading.vocabulary;
  const [first, second] = descriptions.actions[brief.objective];
  const lead = { ...slotsOf(theme, reading, first), benefit: theme.benefits[0] ?? [] };
  texts.some(descriptions[theme.kind], 1, lead);
  addBenefits(texts, theme, reading, second);
  addClaims(texts, reading.claims, first);
  texts.some(rotate(reading.sentences, theme.index).map(sentence), 1);
  for (const neutral of rotate(descriptions.neutral, theme.index)) {
    if (texts.kept.length >= AIMS.descriptions) break;
    texts.fill(neutral);
  }
  return texts.kept;
}

/** The two text ads of LinkedIn. */
export function writeTextAds(
  theme: Theme,
  reading: Reading,
  brief: Brief,
): { headline: string; description: string }[] {
  const { headline, description } = LINKEDIN_ADS_LIMITS.textAd;
  const platform = 'linkedin-ads';
  const heads = new Texts(reading, brief, { platform, most: headline.most, headline: true });
  const bodies = new Texts(reading, brief, { platform, most: description.most, headline: false });
  const { headlines, descriptions } = reading.vocabulary;
  const [first, second] = descriptions.actions[brief.objective];
  const slots = { ...slotsOf(theme, reading, first), benefit: theme.benefits[0] ?? [] };
  heads.some(headlines[theme.kind], 1, slots);
  for (const claim of rotate(reading.claims, theme.index)) heads.add(claim);
  heads.some(
    [...headlines.audience, ...headlines.brand, ...headlines.actions[brief.objective], ...headlines.neutral],
    AIMS.textAds,
    slots,
  );
  bodies.some(descriptions[theme.kind], 1, slots);
  addBenefits(bodies, theme, reading, second);
  addClaims(bodies, reading.claims, first);
  bodies.some(rotate(descriptions.neutral, theme.index), AIMS.textAds);
  return Array.from({ length: AIMS.textAds }, (_, i) => ({
    headline: heads.kept[i] ?? '',
    description: bodies.kept[i] ?? '',
  }));
}

/** As many uses in one sentence as fit, three at most. */
function addBenefits(texts: Texts, theme: Theme, reading: Reading, action: string): void {
  const benefits = theme.kind === 'benefit' ? theme.benefits.slice(1) : theme.benefits;
  for (let count = Math.min(3, benefits.length); count > 0; count -= 1) {
    const chosen = benefits.slice(0, count);
    const versions = [chosen.map((v) => v[0] ?? ''), chosen.map((v) => v.at(-1) ?? '')];
    const joined = versions.map((list) => joinList(list, reading));
    for (const template of reading.vocabulary.descriptions.joined) {
      if (texts.fill(template, { benefits: joined, action: [action] })) return;
    }
  }
}

/** As many whole claims as fit, with the call to action when there is room. */
function addClaims(texts: Texts, claims: readonly string[], action: string): void {
  const { width } = GOOGLE_ADS_LIMITS.descriptions;
  let text = '';
  for (const claim of claims) {
    const longer = `${text} ${upperFirst(claim)}.`.trim();
    if (fits(longer, width)) text = longer;
  }
  if (text === '') return;
  if (texts.add(`${text} ${action}`) || texts.add(text)) return;
  for (const claim of claims)
    if (texts.add(`${upperFirst(claim)}. ${action}`) || texts.add(`${upperFirst(claim)}.`)) return;
}

function joinList(items: readonly string[], { vocabulary, product }: Reading): string {
  const [head = '', ...rest] = items;
  const lower = rest.map((item) => lowerFirst(item, vocabulary, [product]));
  const last = lower.pop();
  if (last === undefined) return head;
  const and = vocabulary.language === 'es' && /^h?i(?!e)/iu.test(last) ? 'e' : vocabulary.and;
  return `${[head, ...lower].join(', ')} ${and} ${last}`;
}

function sentence(text: string): string {
  return /[.!?。！？]$/u.test(text) ? text : `${text}.`;
}

function rotate<T>(items: readonly T[], steps: number): T[] {
  const start = items.length === 0 ? 0 : steps % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
