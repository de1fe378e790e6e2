import type { Platform } from '../../../../contracts/values.ts';
import type { Language } from './columns.ts';

/** Which number comes first in 3/4/2026; null = cannot be told. */
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

/** Whether days or months come first in dates such as 3/4/2026: LinkedIn's are American; else the cells themselves tell. */
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

/** A cell as YYYY-MM-DD; null when it is not a day that exists, or when the order of its numbers cannot be told. */
export function dayOfCell(cell: string, order: DateOrder): string | null {
  const text = cell.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00.*)?$/.exec(text);
  if (iso) return realDay(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotted) return realDay(dotted[3], dotted[2], dotted[1]);
  const slashed = SLASHED.exec(text);
  if (slashed && order === 'day-first') return realDay(slashed[3], slashed[2], slashed[1]);
  if (slashed && order === 'month-first') return realDay(slashed[3], slashed[1], slashed[2]);
  return slashed ? null : named(text);
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

/** `dayOfCell` that remembers: a report writes the same few days again and again. */
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
