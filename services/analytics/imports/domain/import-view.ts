import type { z } from 'zod';
import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type {
  Import,
  ImportChange,
  ImportKind,
  ImportScope,
  ImportStatus,
  ImportSummary,
  ImportWarning,
  Replaces,
} from '../../../../contracts/analytics/imports.ts';
import type { Platform } from '../../../../contracts/values.ts';

/** An import as it is stored. */
export type ImportRow = {
  readonly id: string;
  readonly kind: ImportKind;
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
  readonly preview: boolean;
  /** What the person said of the file's scope. */
  readonly account: string | null;
  readonly replaces: Replaces | null;
  readonly covers_from: string | null;
  readonly covers_to: string | null;
  readonly scope: ImportScope | null;
  readonly changes: ImportChange[];
  readonly undo_until: Date | null;
  readonly undone_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
};

/** What a list reads of an import. */
export type ImportSummaryRow = Pick<
  ImportRow,
  | (
      | 'id'
      | 'kind'
      | 'status'
      | 'platform'
      | 'file_name'
      | 'rows'
      | 'accepted'
      | 'rejected_count'
      | 'warning_count'
    )
  | (
      | 'error_code'
      | 'error_message'
      | 'scope'
      | 'changes'
      | 'undo_until'
      | 'undone_at'
      | 'created_at'
      | 'updated_at'
    )
>;

/** An import as a list shows it. */
export function importSummary(row: ImportSummaryRow): z.output<typeof ImportSummary> {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    platform: row.platform,
    fileName: row.file_name,
    rows: row.rows,
    accepted: row.accepted,
    rejectedCount: row.rejected_count,
    warningCount: row.warning_count,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    scope: row.scope,
    changes: row.changes,
    undoUntil: row.undone_at === null ? (row.undo_until?.toISOString() ?? null) : null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** An import as clients see it. */
export const importView = (row: ImportRow): z.output<typeof Import> => ({
  ...importSummary(row),
  rejected: row.rejected,
  warnings: row.warnings,
});
