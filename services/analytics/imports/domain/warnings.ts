import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';

/** So many warnings of an import are listed; all are counted. */
export const MAX_WARNINGS = 1_000;

/** What the person who sent a file should know of it, though its rows were accepted. */
export class Warnings {
  readonly listed: ImportWarning[] = [];
  count = 0;

  add(warning: ImportWarning): void {
    this.count += 1;
    if (this.listed.length < MAX_WARNINGS) this.listed.push(warning);
  }
}
