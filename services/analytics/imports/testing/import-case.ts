import { endOf } from '../domain/import-end.ts';
import { type ReadReport, readReport } from '../domain/testing/read-report.ts';
import type { ImportOptions } from '../domain/table.ts';
import { unpackWhole } from '../unpack/testing/whole.ts';
import { plausible, sizes } from '../../tests/reading.ts';

/** Impressions, clicks, cost in units, conversions, value in units; null for a figure that no line tells. */
export type Sums = readonly (number | null)[];

/** What has to come of a file: its figures with all that is said about them, or why none of it is booked. */
export type Outcome =
  | { readonly refused: RegExp }
  | {
      readonly rows: number;
      /** By currency. */
      readonly sums: Readonly<Record<string, Sums>>;
      /** Line, header of the cell (null: the line or the file) and code of each warning. */
      readonly warnings?: readonly (readonly [line: number, column: string | null, code: string])[];
      /** Line and code of each rejected row. */
      readonly rejected?: readonly (readonly [line: number, code: string])[];
      readonly status?: 'succeeded' | 'partial' | 'failed';
      /** Day and name of the campaign of each fact, where they are what the case is about. */
      readonly facts?: readonly (readonly [day: string, name: string | null])[];
    };

/** A file as somebody may have it, with what was said of it when it was sent. */
export type ImportCase = Outcome & {
  readonly name: string;
  readonly file: string | Uint8Array;
  readonly said?: Partial<ImportOptions>;
};

/** The day on which the files of the cases are read. */
const TODAY = '2026-11-28';

/** What the product makes of the file of a case, in the form of its outcome. */
export async function outcomeOf({ file, said }: ImportCase): Promise<Outcome> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const options = { platform: null, currency: null, columns: {}, ...said };
  let report: ReadReport;
  try {
    report = readReport(await unpackWhole(bytes, sizes), options, { today: TODAY, plausible });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code !== 'IMPORT_UNREADABLE') throw error;
    return { refused: new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) };
  }
  const { status } = endOf(report.rows - report.rejected.length, report.rejected);
  return {
    rows: report.rows,
    sums: sumsOf(report),
    warnings: report.warnings.map(({ line, column, code }) => [line, column, code] as const),
    rejected: report.rejected.map(({ line, code }) => [line, code] as const),
    status,
    facts: report.facts.map(({ report: { date, name } }) => [date, name] as const),
  };
}

function sumsOf({ facts }: ReadReport): Record<string, Sums> {
  const sums: Record<string, Sums> = {};
  for (const { report: r } of facts) {
    const figures = [
      r.impressions,
      r.clicks,
      inUnits(r.costMicros),
      inUnits(r.conversionsMicros),
      inUnits(r.valueMicros),
    ];
    const before = sums[r.currency];
    sums[r.currency] = before ? figures.map((figure, i) => added(before[i] ?? null, figure)) : figures;
  }
  return sums;
}

const inUnits = (micros: number | null) => (micros === null ? null : micros / 1_000_000);
const added = (a: number | null, b: number | null) =>
  a === null ? b : b === null ? a : Math.round((a + b) * 1_000_000) / 1_000_000;
