import { firstOf } from '../../../../lib/listing.ts';
import { microsToDecimal } from '../../../../lib/money.ts';
import { compareField } from '../../../../rules/exposure-order.ts';
import { fieldWords } from '../../../../rules/field-words.ts';
import { objectWords } from './drift-words.ts';
import type { ObjectState } from './op.ts';
import type { ShareObject } from './share.ts';
import type { WrittenField } from './written.ts';

/** What of a change was made before it ended without the rest. */
export type MadePart = {
  /** What was written to what exists. */
  fields: readonly WrittenField[];
  /** Objects that it has made, changed as a whole, or removed, with the state in which they are now. */
  objects: readonly (Pick<ShareObject, 'kind' | 'name'> & { state: ObjectState })[];
  /** What was applied before. */
  applied: readonly ShareObject[];
  currency: string;
  /** Whether an answer to the rest is out. */
  isInDoubt: boolean;
};

/** Kinds that are one with the campaign in people's eyes. */
const OF_CAMPAIGN: ReadonlySet<string> = new Set(['campaign', 'budget']);

/**
 * “The daily budget was lowered to 120.00 EUR; nothing else of this change was made.” The last part says only what is known: of what
 * an answer is out for nobody knows.
 */
export function madeWords(made: MadePart): string {
  const done = [
    ...made.fields.map((field) => fieldSentence(field, made)),
    ...made.objects.map(objectSentence),
  ];
  if (done.length === 0) return made.isInDoubt ? NOT_KNOWN : NOTHING_MADE;
  const rest = made.isInDoubt
    ? 'whether anything else of this change was made is not known'
    : 'nothing else of this change was made';
  const sentence = `${firstOf(done, 5, '; ')}; ${rest}.`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

const NOTHING_MADE = 'Nothing of this change was made.';
const NOT_KNOWN = 'Whether anything of this change was made is not known.';

function fieldSentence({ key, field, value }: WrittenField, { applied, currency }: MadePart): string {
  const object = applied.find((one) => one.key === key);
  const before = object?.fields[field] ?? null;
  const isOwn = object !== undefined && !OF_CAMPAIGN.has(object.kind);
  const of = isOwn ? ` of ${objectWords({ objectKind: object.kind, objectName: object.name })}` : '';
  const what = `${fieldWords(field)}${of} was`;
  if (value === null || value === undefined) return `${what} taken away`;
  if (field.endsWith('Micros') && typeof value === 'number') {
    const order = compareField(field, before, value);
    const verb = order === 'lower' ? 'lowered' : order === 'raises' ? 'raised' : 'set';
    return `${what} ${verb} to ${microsToDecimal(value)} ${currency}`;
  }
  return /^schedule\./.test(field) && typeof value === 'string'
    ? `${what} moved to ${value}`
    : `${what} changed`;
}

function objectSentence({ kind, name, state }: MadePart['objects'][number]): string {
  const what = objectWords({ objectKind: kind, objectName: name });
  if (state === 'created') return `${what} was made, and does not serve`;
  return `${what} was ${state === 'removed' ? 'removed' : 'made or changed'}`;
}
