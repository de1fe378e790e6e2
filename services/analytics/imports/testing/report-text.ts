import { gzipSync } from 'node:zlib';

/** Lines of a file, each ended. */
export const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');

/** A report of Google Ads with the columns of the cases, in dollars. Its first row stands in line 2. */
export const google = (...rows: string[]): string =>
  lines('Day,Campaign,Campaign ID,Currency code,Impr.,Clicks,Cost,Conversions', ...rows);

/** The same with the two title lines of a download. Its first row stands in line 4. */
export const titled = (range: string, ...rows: string[]): string =>
  lines('Campaign report', `"${range}"`) + google(...rows);

/** A report of LinkedIn Campaign Manager. Its first row stands in line 5. */
export const linkedIn = (range: string, ...rows: string[]): string =>
  lines(
    'Campaign Performance Report (in UTC)',
    range,
    '',
    'Start Date (in UTC),Campaign Name,Campaign ID,Currency,Total Spent,Impressions,Clicks',
    ...rows,
  );

/** One row of a day, with figures that are easily told apart. */
export const day = (date: string): string => `${date},Heron,81,USD,200,20,5.00,2`;
/** What the sums of one such row are. */
export const ONE_DAY = [200, 20, 5, 2, null] as const;

/** The text in UTF-16, little-endian unless `big`, with its mark unless `bare`. */
export function utf16(text: string, { big = false, bare = false } = {}): Uint8Array {
  const bytes = Buffer.from(bare ? text : `\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
}

/** The text in Latin-1. */
export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

export const gzip = (text: string | Uint8Array): Uint8Array => gzipSync(text);
