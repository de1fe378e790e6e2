import { z } from 'zod';
import { contract } from '../action.ts';
import { Currency, Id, Instant, Platform, line } from '../values.ts';
import { RejectedRow } from './facts.ts';

/**
 * What should be known of a file whose rows were accepted: a cell that was left out, a sum that does not agree, a column
 * that nobody can be sure of. `column` is the header of the cell; null when it is about the line, or the whole file.
 */
export const ImportWarning = z
  .strictObject({
    line: z.int().min(1),
    column: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'ImportWarning' });
export type ImportWarning = z.infer<typeof ImportWarning>;

/**
 * `succeeded`: every row was accepted. `partial`: some rows were rejected, the others count. `failed`: nothing of the file
 * counts, because it could not be read or all its rows were rejected.
 */
export const ImportStatus = z.enum(['pending', 'running', 'succeeded', 'partial', 'failed']);
export type ImportStatus = z.infer<typeof ImportStatus>;

/** accepted + rejectedCount = rows; `rejected` and `warnings` list the first 1,000 of their counts. */
export const Import = z
  .strictObject({
    id: Id,
    status: ImportStatus,
    platform: Platform.nullable(),
    fileName: z.string().nullable(),
    rows: z.int(),
    accepted: z.int(),
    rejectedCount: z.int(),
    rejected: z.array(RejectedRow),
    warningCount: z.int(),
    warnings: z.array(ImportWarning),
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Import' });

/** What is said of a file that is imported; `columns` is our field → the header in the file. */
export const ImportSettings = z.strictObject({
  fileName: line(255).optional(),
  platform: Platform.optional(),
  currency: Currency.optional(),
  columns: z.record(z.string().max(40), z.string().max(200)).optional(),
});

export const importContracts = {
  beginImport: contract({
    name: 'analytics.beginImport',
    summary: 'Open an import; chunks follow',
    params: ImportSettings,
    result: Import,
    permission: 'metrics:write',
    stepUp: 'none',
  }),
  addImportChunk: contract({
    name: 'analytics.addImportChunk',
    summary: 'One piece of the file, base64, at most 512 KB',
    params: z.strictObject({ id: Id, index: z.int().min(0).max(10_000), bytes: z.base64().max(720_000) }),
    result: z.strictObject({ accepted: z.literal(true) }),
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['IMPORT_NOT_FOUND', 'REQUEST_TOO_LARGE'],
    idempotent: true,
  }),
  commitImport: contract({
    name: 'analytics.commitImport',
    summary: 'All chunks are there: queue the work',
    params: z.strictObject({ id: Id, chunks: z.int().min(1) }),
    result: Import,
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['IMPORT_NOT_FOUND', 'IMPORT_UNREADABLE'],
    idempotent: true,
    http: {
      method: 'POST',
      path: '/api/analytics/imports',
      tag: 'Analytics',
      status: 202,
      internal: ['id', 'chunks'],
      query: ImportSettings,
      plainText: ['fileName', 'currency'],
      location: '/api/analytics/imports/{id}',
      media: {
        request: [
          'text/csv',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'application/gzip',
          'multipart/form-data',
          'application/octet-stream',
        ],
      },
    },
  }),
  import: contract({
    name: 'analytics.import',
    summary: 'Read an import',
    params: z.strictObject({ id: Id }),
    result: Import,
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['IMPORT_NOT_FOUND'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/imports/{id}', tag: 'Analytics' },
  }),
} as const;
