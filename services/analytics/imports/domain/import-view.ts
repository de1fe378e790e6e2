import type { z } from 'zod';
import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Import, ImportStatus, ImportWarning } from '../../../../contracts/analytics/imports.ts';
import type { Platform } from '../../../../contracts/values.ts';

/** An import as it is stored. */
export type ImportRow = {
  readonly id: string;
  readonly status: ImportStatus;
  readonly platform: Platform | null;
  readonly currency: string | null;
  readonly file_name: string | null;
  /** Which column of the file holds which field, as the person chose. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected_count: number;
  readonly rejected: RejectedRow[];
  readonly warning_count: number;
  readonly warnings: ImportWarning[];
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
};

/** An import as clients see it. */
export function importView(row: ImportRow): z.output<typeof Import> {
  return {
    id: row.id,
    status: row.status,
    platform: row.platform,
    fileName: row.file_name,
    rows: row.rows,
    accepted: row.accepted,
    rejectedCount: row.rejected_count,
    rejected: row.rejected,
    warningCount: row.warning_count,
    warnings: row.warnings,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
