import type { Platform } from '../../../../contracts/values.ts';
import type { Language } from './columns.ts';

/** Which number comes first in 3/4/2026; null = cannot be decided. */
export type DateOrder = 'month-first' | 'day-first' | null;

/** First letters of month names without accents, in the languages of the headers. */
const MONTHS: readonly RegExp[] = [
  /^(jan|ene|gen)/,
  /^(feb|fev)/,
  /^(mar|mrz|mae|maa|mrt)/,
  /^(apr|abr|avr)/,
  /^(may|mai|mag|mei)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|ago|aou)/,
  /^(sep|set)/,
  /^(oct|okt|out|ott)/,
  /^(nov)/,
  /^(dec|dez|dic)/,
];

const NAME = /^[a-z]+$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;

/**
 * Whether days or months come first in dates such as 3/4/2026. A number above 12 in any cell decides; otherwise
 * LinkedIn writes months first, and languages other than English write days first.
 */
export function dateOrderOf(
  cells: Iterable<string>,
  hints: { platform: Platform | null; language: Language },
): DateOrder {
  let dayFirst = false;
  let monthFirst = false;
  for (const cell of cells) {
    const match = SLASHED.exec(cell);
    if (Number(match?.[1]) > 12) dayFirst = true;
    if (Number(match?.[2]) > 12) monthFirst = true;
  }
  if (dayFirst !== monthFirst) return dayFirst ? 'day-first' : 'month-first';
  if (dayFirst) return null;
  if (hints.platform === 'linkedin-ads') return 'month-first';
  return hints.language === 'en' ? null : 'day-first';
}

/** A cell as YYYY-MM-DD; null when it is not a day that exists, or when the order of its numbers cannot be decided. */
export function dayOfCell(cell: string, order: DateOrder): string | null {
  const text = cell.trim();
  const isoMatch = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00.*)?$/.exec(text);
  if (isoMatch) return realDay(isoMatch[1], isoMatch[2], isoMatch[3]);
  const dotMatch = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotMatch) return realDay(dotMatch[3], dotMatch[2], dotMatch[1]);
  const slashMatch = SLASHED.exec(text);
  if (slashMatch && order === 'day-first') return realDay(slashMatch[3], slashMatch[2], slashMatch[1]);
  if (slashMatch && order === 'month-first') return realDay(slashMatch[3], slashMatch[1], slashMatch[2]);
  return slashMatch ? null : named(text);
}

function named(text: string): string | null {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\bde\b|[.,]/g, ' ');
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

/** `dayOfCell` with a cache, because a report repeats the same few days in thousands of rows. */
export function dayReader(order: DateOrder): (cell: string) => string | null {
  const known = new Map<string, string | null>();
  return (cell) => {
    let day = known.get(cell);
    if (day === undefined) {
      day = dayOfCell(cell, order);
      known.set(cell, day);
    }
    return day;
  };
}
