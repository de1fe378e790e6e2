import { ImportKind, ImportStatus } from '../../../../contracts/analytics/imports.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import {
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import type { ImportSummaryRow } from '../domain/import-view.ts';

const LIST = statement(
  `SELECT id, kind, status, platform, file_name, rows, accepted, rejected_count, warning_count, error_code, error_message, scope,
          coalesce(changes, '[]') AS changes, undo_until, undone_at, created_at, updated_at, shape
     FROM imports
    WHERE organization_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR id < $3)
      AND (chunks IS NOT NULL OR status <> 'pending')
    ORDER BY id DESC LIMIT $4`,
  {
    ...{
      id: uuid,
      kind: oneOf(ImportKind.options),
      status: oneOf(ImportStatus.options),
      platform: nullable(oneOf(PLATFORMS)),
      file_name: nullable(text),
    },
    ...{ rows: integer, accepted: integer, rejected_count: integer, warning_count: integer },
    ...{ error_code: nullable(text), error_message: nullable(text), scope: nullable(json), changes: json },
    ...{
      undo_until: nullable(instant),
      undone_at: nullable(instant),
      created_at: instant,
      updated_at: instant,
    },
    shape: integer,
  },
);

export type ImportQuestion = { status: ImportStatus | null; before: string | null; limit: number };

/** Imports whose files are complete, newest first. */
export async function listImports(
  database: Database,
  organizationId: string,
  { status, before, limit }: ImportQuestion,
): Promise<ImportSummaryRow[]> {
  const rows = await database.query(LIST, [organizationId, status, before, limit]);
  return rows.map(({ scope, changes, shape, ...row }) => ({
    ...row,
    scope: scope === null ? null : shapes.importScope.read(scope, shape),
    changes: shapes.importChanges.read(changes, shape),
  }));
}
