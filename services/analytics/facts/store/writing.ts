import type { ChangedDay } from './rollups.ts';

/** A writing that has its campaigns, and fact versions of its own (long-writing.ts). */
export type LongWriting = {
  readonly campaigns: ReadonlySet<string>;
  /** As `fact_versions` had them when it began. */
  readonly undoable: string;
  readonly undone: string;
  /** The version before its first, the last that it may use, and the last that it did. */
  readonly before: number;
  readonly end: number;
  latest: number;
  /** The latest day whose sums it changed. */
  lastDay: string | null;
};

/** Notes which version a writing has used, and the days that it changed. */
export function noteChange(writing: LongWriting, version: number, days: readonly ChangedDay[]): void {
  if (version > writing.end) throw new Error('a writing has used all of its versions');
  writing.latest = version;
  for (const { date } of days) if (writing.lastDay === null || date > writing.lastDay) writing.lastDay = date;
}
