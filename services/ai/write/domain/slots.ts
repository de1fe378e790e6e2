import type { Brief } from '../../../../contracts/ai/brief.ts';
import { lowerFirst, upperFirst } from '../../brief/domain/casing.ts';
import type { Kind, Reading } from '../../brief/domain/read-brief.ts';
import type { Plan } from './plan-groups.ts';

export const SLOTS = ['service', 'in', 'brand', 'one', 'many', 'aOne', 'your', 'for', 'action'] as const;
/** What may stand in each slot of a template, best first. A slot without a value leaves its templates out. */
export type Slots = Record<(typeof SLOTS)[number], readonly string[]>;

/** Nouns of English that are not counted: `a software` is wrong. */
const UNCOUNTED =
  /(?:ware|furniture|insurance|training|advice|equipment|clothing|coffee|food|care|wine|photography|catering|consulting|marketing|management|hosting|design|printing|cleaning|storage|logistics|services|software)$/iu;

/** The slots of a group's templates. */
export function slotsOf(plan: Plan, reading: Reading, brief: Brief): Slots {
  const { brand, places, audience, file, vocabulary } = reading;
  const place = places.map(({ phrase }) => phrase).filter((phrase) => phrase !== '');
  const name = nameOf(plan, reading);
  const whom = rotate(audience.texts, plan.index).map((text) => lowerFirst(text, vocabulary, []));
  return {
    service: plan.service === '' ? [] : [plan.service],
    in: place,
    brand: brand === '' ? [] : [brand],
    one: name === null ? [] : [name.one],
    many: name === null ? [] : [name.many],
    aOne: name === null ? [] : articled(name, reading),
    your: name === null ? [] : yourOf(name, reading),
    for: whom.map((text) => file.audience.replace('{audience}', () => text)),
    action: actionsOf(reading, brief),
  };
}

/** The calls to action: those of the trade where somebody shall buy or ask, in the form of address that is asked for. */
export function actionsOf({ pack, file, voice }: Reading, { objective }: Brief): string[] {
  const { actions, notActions } = file.voices[voice];
  const other = notActions === undefined ? null : new RegExp(notActions, 'iu');
  const trade = (pack?.actions ?? []).filter((action) => other?.test(action) !== true);
  return objective === 'leads' || objective === 'sales'
    ? [...trade, ...actions[objective]]
    : [...actions[objective], ...trade];
}

/** The items from another start on, so that each group leads with another one. */
export function rotate<T>(items: readonly T[], steps: number): T[] {
  const start = items.length === 0 ? 0 : steps % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function nameOf({ kind: group, name, about }: Plan, { kind }: Reading): Kind | null {
  if (about !== undefined) return about;
  if (kind !== null) return kind;
  return group === 'core' ? { one: name, many: name } : null;
}

function articled({ one, gender }: Kind, { file, language, kind }: Reading): string[] {
  if (kind === null) return [];
  if (language === 'en')
    return UNCOUNTED.test(one)
      ? []
      : [`${/^(?:[aeio]|u(?!ni|s|ti|k)|hono|hour|mba\b|hr\b|seo\b)/iu.test(one) ? 'an' : 'a'} ${one}`];
  const article = file.article[gender ?? 'none'];
  return article === undefined ? [] : [`${article} ${one}`];
}

function yourOf({ gender }: Kind, { file, voice, language, kind }: Reading): string[] {
  if (kind === null) return [];
  const your = file.voices[voice].your[language === 'en' ? 'none' : (gender ?? 'none')];
  return your === undefined ? [] : [upperFirst(your)];
}
