import type { Brief } from '../../../../contracts/ai/brief.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { BUILT_IN } from './aims.ts';
import type { Plan } from './plan-groups.ts';
import { actionsOf, rotate, slotsOf } from './slots.ts';
import { Texts } from './texts.ts';

/** How many headlines say what the group is about, what the brief states, and what to do. */
const SHARES = { about: 5, facts: 4, actions: 2 };

/** The headlines of a search ad: what the group is about, facts in the brief's words, calls to action, neutral ones. */
export function writeHeadlines(plan: Plan, reading: Reading, brief: Brief): string[] {
  const { file, voice, claims, facts } = reading;
  const { width: most } = GOOGLE_ADS_LIMITS.headlines;
  const texts = new Texts(reading, brief, { platform: 'google-ads', most, headline: true });
  const slots = slotsOf(plan, reading, brief);
  const own = file.voices[voice].texts.headlines;
  const [first = '', ...more] = file.texts.headlines[plan.kind];
  texts.fillUpTo([first, ...own[plan.kind], ...more], slots, SHARES.about);
  const stated = texts.kept.length + SHARES.facts;
  for (const line of [...claims, ...rotate(facts.lines, plan.index)])
    if (texts.kept.length < stated) texts.add(line);
  const called = texts.kept.length + SHARES.actions;
  for (const action of actionsOf(reading, brief)) if (texts.kept.length < called) texts.add(action);
  texts.fillUpTo(
    [...rotate([...own.neutral, ...file.texts.headlines.neutral], plan.index), ...more],
    slots,
    BUILT_IN.headlines.least + 2,
  );
  return texts.kept.slice(0, BUILT_IN.headlines.most);
}
