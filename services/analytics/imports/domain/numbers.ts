import type { Language } from './columns.ts';

export type DecimalMark = '.' | ',';

/** Everything that groups digits without being a dot or comma: spaces of all kinds and apostrophes. */
const SPACES = /[\s\u00a0\u2007\u2009\u202f'’]/g;
/** Most cells: nothing to take away. */
const PLAIN = /^\d[\d.,]*$/;
const LONGEST = 60;
const MILLION = 1_000_000n;
/** Groups of three, or of two before the last three as in India. */
const GROUPED = { '.': /^\d{1,3}(\.\d{2,3})*\.\d{3}$/, ',': /^\d{1,3}(,\d{2,3})*,\d{3}$/ } as const;
const NONE = new Set(['', '-', '--', '—', '–', 'n/a']);

/** Digits, dots and commas of a cell with its sign: without spaces, money signs and letters; null for "none". */
function bare(cell: string): string | null {
  if (PLAIN.test(cell)) return cell;
  const compact = cell.replace(SPACES, '').replace('−', '-');
  if (NONE.has(compact.toLowerCase())) return null;
  return compact.replace(/^(-?)(?:[A-Z]{1,3}\$?|\p{Sc})?(-?)(.*?)(?:[A-Z]{3}|\p{Sc})?$/u, '$1$2$3');
}

/**
 * What the cells say about the decimal mark, over a whole file: both marks → the last one is decimal; one mark twice →
 * it groups; a lone mark not followed by exactly three digits → it is decimal. In whole-number columns a lone mark
 * groups. Where nothing tells, the language of the header does, and a contradiction goes to the majority.
 */
export function decimalMarkOf(
  measures: Iterable<string>,
  counts: Iterable<string>,
  language: Language,
): DecimalMark {
  let comma = 0;
  const vote = (mark: string | null) => (comma += mark === ',' ? 1 : mark === '.' ? -1 : 0);
  for (const cell of measures) vote(markIn(cell));
  for (const cell of counts) {
    const text = bare(cell) ?? '';
    if (/^\d{1,3}\.\d{3}$/.test(text)) vote(',');
    if (/^\d{1,3},\d{3}$/.test(text)) vote('.');
  }
  if (comma !== 0) return comma > 0 ? ',' : '.';
  return language === 'en' ? '.' : ',';
}

function markIn(cell: string): DecimalMark | null {
  const text = bare(cell) ?? '';
  const dot = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (dot < 0 && comma < 0) return null;
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  const mark = dot >= 0 ? '.' : ',';
  const at = Math.max(dot, comma);
  if (text.indexOf(mark) !== at) return mark === '.' ? ',' : '.';
  const grouped = text.length - at - 1 === 3 && at <= 3 && !/^-?0?$/.test(text.slice(0, at));
  return grouped ? null : mark;
}

/** A cell as millionths of its unit, however large; null = none (`--`, empty), NaN when it is not a number. */
function exactMillionths(cell: string, mark: DecimalMark): bigint | number | null {
  const text = bare(cell);
  if (text === null) return null;
  if (text.length > LONGEST) return NaN;
  const group = mark === '.' ? ',' : '.';
  const match = /^(-?)([\d.,]+)$/.exec(text);
  if (!match) return NaN;
  const [whole = '', fraction = '', ...more] = (match[2] ?? '').split(mark);
  if (more.length > 0 || !/^\d*$/.test(fraction)) return NaN;
  if (!/^\d*$/.test(whole) && !GROUPED[group].test(whole)) return NaN;
  const digits = whole.replaceAll(group, '');
  if (digits === '' && fraction === '') return NaN;
  const round = Number(fraction[6] ?? 0) >= 5 ? 1n : 0n;
  const value = BigInt(`${digits}${fraction.slice(0, 6).padEnd(6, '0')}`) + round;
  return match[1] === '-' ? -value : value;
}

/**
 * A cell as millionths of its unit, exact, the seventh decimal rounded half up. null = none (`--`, empty);
 * NaN when it is not a number, or too large to be exact.
 */
export function millionthsOf(cell: string, mark: DecimalMark): number | null {
  const value = exactMillionths(cell, mark);
  return typeof value === 'bigint' ? nearest(value) : value;
}

/** A whole number; null = none, NaN when it is not one or too large to be exact. */
export function countOf(cell: string, mark: DecimalMark): number | null {
  const value = exactMillionths(cell, mark);
  if (typeof value !== 'bigint') return value;
  return value % MILLION === 0n ? nearest(value / MILLION) : NaN;
}

function nearest(value: bigint): number {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : NaN;
}

const SIGNS: readonly [RegExp, string][] = [
  [/R\$/, 'BRL'],
  [/US\$/, 'USD'],
  [/C(?:A)?\$/, 'CAD'],
  [/A(?:U)?\$/, 'AUD'],
  [/€/, 'EUR'],
  [/£/, 'GBP'],
  [/₹/, 'INR'],
];

/** The currency that a money sign stands for without doubt; null for `$`, `¥` and `kr`, which several countries share. */
export function currencyOfSign(cell: string): string | null {
  const code = /^-?([A-Z]{3})[\s\u00a0\u202f]?-?[\d.,]|\d[\s\u00a0\u202f]?([A-Z]{3})$/.exec(cell);
  if (code) return code[1] ?? code[2] ?? null;
  return SIGNS.find(([sign]) => sign.test(cell))?.[1] ?? null;
}
