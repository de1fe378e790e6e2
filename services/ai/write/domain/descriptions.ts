import type { Brief } from '../../../../contracts/ai/brief.ts';
import { textLength } from '../../../../rules/text-length.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../../rules/linkedin-ads/limits.ts';
import { upperFirst } from '../../brief/domain/casing.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { BUILT_IN } from './aims.ts';
import type { Plan } from './plan-groups.ts';
import { rotate, slotsOf } from './slots.ts';
import { Texts } from './texts.ts';

/** How many descriptions state facts of the brief, where it has them. */
const STATED = 2;

/**
 * The descriptions of a search ad: what the group is about, what the brief states, whole sentences only, and an invitation. None
 * stands in two ads: `elsewhere` remembers them.
 */
export function writeDescriptions(
  plan: Plan,
  reading: Reading,
  brief: Brief,
  elsewhere: Set<string>,
): string[] {
  const most = GOOGLE_ADS_LIMITS.descriptions.width;
  const texts = new Texts(reading, brief, { platform: 'google-ads', most, headline: false }, elsewhere);
  writeBodies(texts, plan, reading, { brief, most, count: BUILT_IN.descriptions });
  return texts.kept;
}

/** The text ads of LinkedIn, each with a message of its own. */
export function writeTextAds(
  plan: Plan,
  reading: Reading,
  brief: Brief,
  elsewhere: Set<string>,
): { headline: string; description: string }[] {
  const { headline, description } = LINKEDIN_ADS_LIMITS.textAd;
  const field = (most: number, head: boolean) => ({
    platform: 'linkedin-ads' as const,
    most,
    headline: head,
  });
  const heads = new Texts(reading, brief, field(headline.most, true));
  const bodies = new Texts(reading, brief, field(description.most, false), elsewhere);
  const slots = slotsOf(plan, reading, brief);
  const { headlines } = reading.file.texts;
  heads.fillUpTo(headlines[plan.kind], slots, BUILT_IN.textAds);
  for (const line of rotate(reading.facts.lines, plan.index))
    if (heads.kept.length < BUILT_IN.textAds) heads.add(line);
  heads.fillUpTo([...slots.action, ...headlines.neutral], slots, BUILT_IN.textAds);
  writeBodies(bodies, plan, reading, { brief, most: description.most, count: BUILT_IN.textAds });
  return heads.kept
    .slice(0, bodies.kept.length)
    .map((text, i) => ({ headline: text, description: bodies.kept[i] ?? '' }));
}

type Wanted = { brief: Brief; most: number; count: number };

function writeBodies(texts: Texts, plan: Plan, reading: Reading, { brief, most, count }: Wanted): void {
  const { file, voice } = reading;
  const slots = slotsOf(plan, reading, brief);
  const own = file.voices[voice].texts.descriptions;
  const about = [...file.texts.descriptions[plan.kind].slice(0, 2), ...own[plan.kind]];
  texts.fillUpTo(about, slots, 1);
  const stated = Math.min(count, texts.kept.length + STATED);
  for (const fact of rotate(packed(reading, most), 2 * plan.index)) {
    if (texts.kept.length >= stated) break;
    if (!texts.add(fact) && plan.service !== '') texts.add(`${plan.service}. ${upperFirst(fact)}`);
  }
  texts.fillUpTo([...file.texts.descriptions[plan.kind].slice(2), ...about], slots, count);
  texts.fillUpTo(rotate([...own.neutral, ...file.texts.descriptions.neutral], plan.index), slots, count);
}

/** The claims and the sentences of the brief, as many in one description as fit, in their order. */
function packed({ claims, facts }: Reading, most: number): string[] {
  const sentences = [...claims, ...facts.sentences].map((text) =>
    upperFirst(/[.!?]$/u.test(text) ? text : `${text}.`),
  );
  const found: string[] = [];
  let open = '';
  for (const sentence of sentences) {
    const longer = `${open} ${sentence}`.trim();
    if (textLength('google-ads', longer) <= most) open = longer;
    else {
      if (open !== '') found.push(open);
      open = textLength('google-ads', sentence) <= most ? sentence : '';
    }
  }
  return open === '' ? found : [...found, open];
}
