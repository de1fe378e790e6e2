import { firstOf } from '../../../../lib/listing.ts';
import { microsToDecimal } from '../../../../lib/money.ts';
import { knownWords } from '../../../../rules/field-words.ts';

/** A set in people's words, one text for each thing in it, of two values of one field. */
export type Parts = { applied: readonly string[]; found: readonly string[] };

/** How many things are listed; what is more is counted. */
const LISTED = 8;
/** The longest value that is shown whole. */
const WHOLE = 80;

/**
 * What was added and what was taken away, `added location “FR”, not seniority 3; taken away location “US”`, where the values are sets or
 * have parts; null where they are single values. Everything in a set has its own words, so that nothing is cut in the middle.
 */
export function setWords(applied: unknown, found: unknown, parts: Parts | undefined): string | null {
  const sets = parts ?? (isComposed(applied) && isComposed(found) ? leavesOf(applied, found) : null);
  if (sets === null) return null;
  const added = sets.found.filter((part) => !sets.applied.includes(part));
  const gone = sets.applied.filter((part) => !sets.found.includes(part));
  const told = [
    ...(added.length > 0 ? [`added ${firstOf(added, LISTED, ', ')}`] : []),
    ...(gone.length > 0 ? [`taken away ${firstOf(gone, LISTED, ', ')}`] : []),
  ];
  return told.length > 0 ? told.join('; ') : 'the same things, put together otherwise';
}

const isComposed = (value: unknown): value is object => typeof value === 'object' && value !== null;

const leavesOf = (applied: object, found: object): Parts => ({
  applied: leaves(applied),
  found: leaves(found),
});

/** Every single value within another one, with what it is: `headline “Try it free”`. */
function leaves(value: unknown, path: readonly string[] = []): string[] {
  if (isComposed(value)) return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]));
  const place = (path.at(-1) === 'text' ? path.slice(0, -1) : path).join('.');
  const what = (knownWords(place) ?? `the ${place}`).replace(/^the /, '');
  return [`${what} ${typeof value === 'string' ? `“${value}”` : JSON.stringify(value)}`];
}

/** Two values as people read them; of long texts what is around the first place where they differ. */
export function pairWords(one: unknown, other: unknown, path: string): readonly [string, string] {
  const [a, b] = [text(one, path), text(other, path)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = a.length <= WHOLE && b.length <= WHOLE ? 0 : Math.max(0, at - WHOLE / 4);
  return [around(a, from), around(b, from)];
}

function around(value: string, from: number): string {
  const part = value.slice(from, from + WHOLE);
  return `${from > 0 ? '…' : ''}${part}${from + WHOLE < value.length ? '…' : ''}`;
}

/** Micros as an amount, a text without quotes. */
function text(value: unknown, path: string): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'number' && path.endsWith('Micros')) return microsToDecimal(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
