import type { Platform } from '../../../../contracts/values.ts';
import type { Language } from './columns.ts';

/** Which number comes first in 3/4/2026; null = cannot be decided. */
export type DateOrder = 'month-first' | 'day-first' | null;

/** First letters of month names without accents, in the languages of the headers. */
const MONTHS: readonly RegExp[] = [
  /^(jan|ene|gen|sty)/,
  /^(feb|fev|lut)/,
  /^(mar|mrz|mae|maa|mrt)/,
  /^(apr|abr|avr|kwi)/,
  /^(may|mai|mag|mei|maj)/,
  /^(jun|juin|giu|cze)/,
  /^(jul|juil|lug|lip)/,
  /^(aug|ago|aou|sie)/,
  /^(sep|set|wrz)/,
  /^(oct|okt|out|ott|paz)/,
  /^(nov|lis)/,
  /^(dec|dez|dic|gru)/,
];

const NAME = /^[a-z]+$/;
/** The midnight with which spreadsheets and scripts write a day. */
const MIDNIGHT = /[T ](?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?$/i;
const bareDay = (cell: string): string => cell.trim().replace(MIDNIGHT, '');
/** 3/4/2026, 3-4-2026 and 3/4/26; 26-03-04 is left out, because nobody can say which number is the year. */
const SLASHED = /^(\d{1,2})(?:[/-](\d{1,2})[/-](\d{4})|\/(\d{1,2})\/(\d{2}))$/;
/** Days since 30 December 1899, as spreadsheets count them: from 2000 to 2099. */
const SERIAL =
  /^(3652[6-9]|365[3-9]\d|36[6-9]\d\d|3[7-9]\d{3}|[4-6]\d{4}|7[0-2]\d{3}|730[0-4]\d|73050)(?:\.0+)?$/;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * Whether days or months come first in dates such as 3/4/2026. A number above 12 in any cell decides; otherwise
 * LinkedIn writes months first, and languages other than English write days first.
 */
export class DateVotes {
  #dayFirst = false;
  #monthFirst = false;

  add(cell: string): void {
    const match = SLASHED.exec(bareDay(cell));
    if (Number(match?.[1]) > 12) this.#dayFirst = true;
    if (Number(match?.[2] ?? match?.[4]) > 12) this.#monthFirst = true;
  }

  order(hints: { platform: Platform | null; language: Language }): DateOrder {
    if (hints.language === 'ja') return null; // 26/09/01 begins with the year
    if (this.#dayFirst !== this.#monthFirst) return this.#dayFirst ? 'day-first' : 'month-first';
    if (this.#dayFirst) return null;
    if (hints.platform === 'linkedin-ads') return 'month-first';
    return hints.language === 'en' ? null : 'day-first';
  }
}

/** A cell as YYYY-MM-DD; null when it is not a day that exists, or when the order of its numbers cannot be decided. */
export function dayOfCell(cell: string, order: DateOrder): string | null {
  const text = bareDay(cell);
  const isoMatch = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (isoMatch) return realDay(isoMatch[1], isoMatch[2], isoMatch[3]);
  const dotMatch = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotMatch) return realDay(dotMatch[3], dotMatch[2], dotMatch[1]);
  const shortDotMatch = /^(\d{1,2})\.(\d{1,2})\.(\d{2})$/.exec(text);
  if (shortDotMatch) return realDay(`20${shortDotMatch[3]}`, shortDotMatch[2], shortDotMatch[1]);
  const compactMatch = /^(20\d{2})(\d{2})(\d{2})$/.exec(text);
  if (compactMatch) return realDay(compactMatch[1], compactMatch[2], compactMatch[3]);
  const japaneseMatch = /^(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text);
  if (japaneseMatch) return realDay(japaneseMatch[1], japaneseMatch[2], japaneseMatch[3]);
  if (SERIAL.test(text)) return new Date(SERIAL_ZERO + Number(text) * DAY_MS).toISOString().slice(0, 10);
  return SLASHED.test(text) ? slashed(text, order) : named(text);
}

/** A year of two digits before 2010 is more likely a day of a date that begins with its year. */
function slashed(text: string, order: DateOrder): string | null {
  const [, first, second4, year4, second2, year2 = ''] = SLASHED.exec(text) ?? [];
  if (order === null || (year4 === undefined && Number(year2) < 10)) return null;
  const [year, second] = [year4 ?? `20${year2}`, second4 ?? second2];
  return order === 'day-first' ? realDay(year, second, first) : realDay(year, first, second);
}

/** Whether a cell looks like a day whose numbers may stand in several orders. */
export function hasOrder(cell: string): boolean {
  return SLASHED.test(bareDay(cell)) || /^\d{2}-\d{1,2}-\d{2}$/.test(bareDay(cell));
}

function named(text: string): string | null {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\bde\b|[.,]/g, ' ')
    .replace(/\b(\d{1,2})(?:er|st|nd|rd|th|º|ª)(?= )/g, '$1')
    .replace(/^(\d{1,2})[-/]([a-z]+)[-/](\d{4})$/, '$1 $2 $3')
    .replace(/^(\d{1,2})[-/]([a-z]+)[-/](\d{2})$/, '$1 $2 20$3');
  const words = plain.split(/\s+/).filter((word) => word !== '');
  const names = words.filter((word) => NAME.test(word));
  const numbers = words.filter((word) => !NAME.test(word));
  if (numbers.length !== 2 || names.length > 2) return null;
  const [day, year] = numbers.sort((a, b) => a.length - b.length);
  const month = MONTHS.findIndex((name) => name.test(names.at(-1) ?? '')) + 1;
  return month === 0 ? null : realDay(year, String(month), day);
}

function realDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text;
}

/** `dayOfCell` with a cache, because a report repeats the same few days in thousands of rows. What is no day is not kept. */
export function dayReader(order: DateOrder): (cell: string) => string | null {
  const known = new Map<string, string>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const day = dayOfCell(cell, order);
    if (day !== null) known.set(cell, day);
    return day;
  };
}
