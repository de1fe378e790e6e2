import type { Language } from './columns.ts';

export type DecimalMark = '.' | ',';

/** Characters that group digits in some countries, besides dot and comma: spaces of all kinds and apostrophes. */
const SPACES = /[\s\u00a0\u2007\u2009\u202f'’]/g;
/** Most cells look like this; they need no cleaning. */
const PLAIN = /^\d[\d.,]*$/;
const SCIENTIFIC = /^(-?)(\d{1,15})(?:([.,])(\d{1,15}))?E([+-]?\d{1,2})$/i;
/** Accountants' negative amounts: `($5.00)`. */
const IN_BRACKETS = /^\((.+)\)$/;
/** Money in letters that are no code. */
const WORDS = 'zł|Kč|kr\\.?|Ft|lei|円|元';
const AROUND = new RegExp(
  `^(-?)(?:[A-Z]{1,3}\\$?|\\p{Sc}|${WORDS})?(-?)(.*?)(?:[A-Z]{3}|\\p{Sc}|${WORDS})?$`,
  'u',
);
const LONGEST = 60;
const MILLION = 1_000_000n;
/** Groups of three, or of two before the last three as in India. */
const GROUPED = { '.': /^\d{1,3}(\.\d{2,3})*\.\d{3}$/, ',': /^\d{1,3}(,\d{2,3})*,\d{3}$/ } as const;
const NONE = new Set(['', '-', '--', '—', '–', 'n/a']);

/** A cell without spaces, money signs and letters: sign, digits, dots and commas. Null when the cell means "none". */
function bare(cell: string): string | null {
  if (PLAIN.test(cell)) return cell;
  const compact = cell.normalize('NFKC').replace(SPACES, '').replace('−', '-').replace(IN_BRACKETS, '-$1');
  if (NONE.has(compact.toLowerCase())) return null;
  return compact.replace(AROUND, '$1$2$3');
}

/**
 * The decimal mark of a whole file, by a vote of its cells. In a cell with both marks the last one is decimal; a mark
 * that comes twice groups digits; a single mark that is not followed by exactly three digits is decimal. In
 * whole-number columns a single mark groups digits. When the vote is even, the language of the header decides.
 */
export class DecimalVotes {
  #comma = 0;

  measure(cell: string): void {
    this.#vote(markIn(cell));
  }

  count(cell: string): void {
    const text = bare(cell) ?? '';
    if (/^\d{1,3}\.\d{3}$/.test(text)) this.#vote(',');
    if (/^\d{1,3},\d{3}$/.test(text)) this.#vote('.');
  }

  mark(language: Language): DecimalMark {
    if (this.#comma !== 0) return this.#comma > 0 ? ',' : '.';
    return language === 'en' || language === 'ja' ? '.' : ',';
  }

  #vote(mark: string | null): void {
    this.#comma += mark === ',' ? 1 : mark === '.' ? -1 : 0;
  }
}

/** Whether a cell such as `1.234` would be read as decimals by its mark alone, though it may be thousands. */
export function isTwoWays(cell: string, mark: DecimalMark): boolean {
  const text = bare(cell) ?? '';
  return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text) && text.includes(mark);
}

function markIn(cell: string): DecimalMark | null {
  const text = bare(cell)?.replace(/E[+-]?\d+$/i, '') ?? '';
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
  const power = SCIENTIFIC.exec(text);
  if (power) return scientific(power, mark);
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

/** `1.2E+06`, as spreadsheets write large numbers: exact as far as its digits go. */
function scientific(match: RegExpExecArray, mark: DecimalMark): bigint | number {
  const [, sign, digits = '', written, fraction = '', power = ''] = match;
  if (written !== undefined && written !== mark) return NaN;
  const shift = Number(power) - fraction.length + 6;
  if (shift < 0 || shift > 30) return NaN;
  const value = BigInt(digits + fraction) * 10n ** BigInt(shift);
  return sign === '-' ? -value : value;
}

/** Whether a spreadsheet wrote a number by its power of ten, which may have cut its last digits. */
export const isScientific = (cell: string): boolean => SCIENTIFIC.test(cell.trim());

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
  [/zł/, 'PLN'],
  [/Kč/, 'CZK'],
  [/\d\s?Ft$/, 'HUF'],
  [/\d\s?lei$/, 'RON'],
  [/円/, 'JPY'],
];

/** The currency of a money sign or code in a cell; null for `$`, `¥` and `kr`, which several currencies share. */
export function currencyOfSign(cell: string): string | null {
  if (cell === '' || PLAIN.test(cell)) return null;
  const code = /^-?([A-Z]{3})[\s\u00a0\u202f]?-?[\d.,]|\d[\s\u00a0\u202f]?([A-Z]{3})$/.exec(cell);
  if (code) return code[1] ?? code[2] ?? null;
  return SIGNS.find(([sign]) => sign.test(cell))?.[1] ?? null;
}
