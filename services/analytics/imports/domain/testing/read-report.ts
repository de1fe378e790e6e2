import type { RejectedRow } from '../../../../../contracts/analytics/facts.ts';
import type { ImportWarning } from '../../../../../contracts/analytics/imports.ts';
import { encodingsOf, OtherEncoding } from '../decode.ts';
import { languageOf } from '../layout.ts';
import { LineMerger } from '../merge-lines.ts';
import { type Plausible, PlausibilityCheck } from '../plausible.ts';
import { type FileContent, LineReader } from '../read-lines.ts';
import type { ReportFact } from '../rows.ts';
import type { StagedLine } from '../staged-line.ts';
import { type FoundTable, TableFinder } from '../table-reader.ts';
import type { ImportOptions } from '../table.ts';
import { warningsOf } from '../all-warnings.ts';
import { Warnings } from '../warnings.ts';

/** Small enough that a text of a test has several. */
const PIECE = 1_000;
const LIMITS = { campaigns: 50_000 };

/** All that a file tells, in one. */
export type ReadReport = Pick<FileContent, 'platform' | 'rows' | 'extent' | 'grain'> & {
  readonly content: FileContent;
  readonly lines: readonly StagedLine[];
  readonly facts: readonly ReportFact[];
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly ImportWarning[];
  readonly warningCount: number;
};

/** The text of some bytes, in the first encoding that fits. */
export function decodeText(bytes: Uint8Array, isPolish?: (text: string) => boolean): string {
  for (const open of encodingsOf(bytes, isPolish)) {
    const decoder = open();
    try {
      return decoder.push(bytes) + decoder.end();
    } catch (error) {
      if (!(error instanceof OtherEncoding)) throw error;
    }
  }
  throw new Error('the last encoding reads anything');
}

function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += PIECE) yield text.slice(start, start + PIECE);
}

const textOf = (bytes: Uint8Array, { columns }: ImportOptions) =>
  decodeText(bytes, (polish) => languageOf(polish, columns) === 'pl');

/** The table of a file. */
export function findTable(bytes: Uint8Array, options: ImportOptions, warnings = new Warnings()): FoundTable {
  const finder = new TableFinder(options);
  for (const piece of piecesOf(textOf(bytes, options))) finder.push(piece);
  return finder.end(warnings);
}

/** Reads a whole file as the import does, without its thread and the database between its steps. */
export function readReport(
  bytes: Uint8Array,
  options: ImportOptions,
  { today, plausible }: { today: string; plausible: Plausible },
): ReadReport {
  const warnings = new Warnings();
  const found = findTable(bytes, options, warnings);
  const reader = new LineReader(found, { today, limits: LIMITS }, warnings);
  const lines = [...piecesOf(textOf(bytes, options))].flatMap((piece) => reader.push(piece));
  const { lines: last, content } = reader.end();
  lines.push(...last);
  const merger = new LineMerger(content.campaigns, content.columns.others);
  const facts = merger.merge(lines);
  const check = new PlausibilityCheck(content.columns, plausible);
  check.add(facts);
  const all = warningsOf(content, merger.warnings, check.end());
  return {
    platform: content.platform,
    rows: content.rows,
    extent: content.extent,
    grain: content.grain,
    content,
    lines,
    facts,
    rejected: [...content.rejected.listed, ...merger.rejected.listed].sort((a, b) => a.line - b.line),
    warnings: all.listed,
    warningCount: all.count,
  };
}
