import { z } from 'zod';
import { contract } from '../action.ts';
import { AnyDay, ById, Currency, Cursor, Day, Id, Instant, Limit, line, Platform } from '../values.ts';
import { RejectedRow } from './facts.ts';
import { DAYS, Figures } from './figures.ts';

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
 * counts, because it could not be read or all its rows were rejected. `previewed`: nothing was written; `changes` says what
 * would have been. `undoing`, `undone`: it was taken back.
 */
export const ImportStatus = z.enum([
  'pending',
  'running',
  'succeeded',
  'partial',
  'failed',
  'previewed',
  'undoing',
  'undone',
]);
export type ImportStatus = z.infer<typeof ImportStatus>;

export const ImportKind = z.enum(['file', 'deletion']);
export type ImportKind = z.infer<typeof ImportKind>;

/**
 * What of earlier tellings a file replaces beside the rows that it has. `account`: what its ad accounts had on its days, at its grain,
 * also of campaigns that it does not have. `campaigns`: what the campaigns that it has had on the days on which it has them.
 * `rows`: nothing else.
 */
export const Replaces = z.enum(['account', 'campaigns', 'rows']);
export type Replaces = z.infer<typeof Replaces>;

/** What an import tells, as it was declared or understood. */
export const ImportScope = z
  .strictObject({
    replaces: Replaces,
    /** Whether the person said so; otherwise the file shows it. */
    declared: z.boolean(),
    from: AnyDay,
    to: AnyDay,
    /** What its figures are broken down by below the campaign and the day. */
    brokenDownBy: z.array(z.enum(['adGroup', 'ad', 'keyword', 'hour'])),
    measures: z.array(
      z.enum(['impressions', 'clicks', 'costMicros', 'conversions', 'conversionValueMicros']),
    ),
    /** Earlier rows that counted and that the file no longer has. */
    vanishedRows: z.int(),
    /** Why less is replaced than was said or seems to be told. */
    note: z.string().nullable(),
  })
  .meta({ id: 'ImportScope', description: `from, to: the days that it tells of. ${DAYS}` });
export type ImportScope = z.infer<typeof ImportScope>;

/** The organisation's totals of the days that an import touches, over all campaigns, in one currency. */
export const ImportChange = z
  .strictObject({ currency: Currency, before: Figures, after: Figures })
  .meta({ id: 'ImportChange' });
export type ImportChange = z.infer<typeof ImportChange>;

/** accepted + rejectedCount = rows; `rejected` and `warnings` list the first 1,000 of their counts. */
export const Import = z
  .strictObject({
    id: Id,
    /** `deletion`: figures that were deleted by their scope stand among the imports. */
    kind: ImportKind,
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
    /** Null until the file has been read. */
    scope: ImportScope.nullable(),
    /** What it changed when it was written, or would change, if it is a preview. */
    changes: z.array(ImportChange),
    /** Until when it can be taken back; null for one that cannot be. */
    undoUntil: Instant.nullable(),
    undoneAt: Instant.nullable(),
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
  /** By default what the file shows: its total row, the range in its title. */
  replaces: Replaces.optional(),
  /** The days that the file tells of, both together; by default those of its title, or of its rows. */
  from: Day.optional(),
  to: Day.optional(),
  /** `preview`: nothing is written; the import then says what would change. */
  mode: z.enum(['write', 'preview']).default('write'),
});

/** An import without its rejected rows and warnings, of which it has the counts. */
export const ImportSummary = Import.omit({ rejected: true, warnings: true }).meta({ id: 'ImportSummary' });

export const importContracts = {
  beginImport: contract({
    name: 'analytics.beginImport',
    summary: 'Open an import; chunks follow',
    params: ImportSettings.extend({
      /** The platform's id of the ad account that the file tells: one without any row then says that nothing was measured in it. */
      account: line(100).optional(),
    }),
    result: Import,
    permission: 'metrics:write',
    stepUp: 'none',
    callers: ['platforms'],
  }),
  addImportChunk: contract({
    name: 'analytics.addImportChunk',
    summary: 'One piece of the file, base64, at most 512 KB',
    params: z.strictObject({ id: Id, index: z.int().min(0).max(10_000), bytes: z.base64().max(720_000) }),
    result: z.strictObject({ accepted: z.literal(true) }),
    permission: 'metrics:write',
    stepUp: 'none',
    callers: ['platforms'],
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
    callers: ['platforms'],
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
    callers: ['platforms'],
    errors: ['IMPORT_NOT_FOUND'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/imports/{id}', tag: 'Analytics' },
  }),
  imports: contract({
    name: 'analytics.imports',
    summary: 'The imports of the organisation, newest first',
    params: z.strictObject({ status: ImportStatus.optional(), limit: Limit, cursor: Cursor.optional() }),
    result: z.strictObject({
      data: z.array(ImportSummary),
      page: z.strictObject({ nextCursor: Cursor.nullable() }),
    }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/imports', tag: 'Analytics' },
  }),
  undoImport: contract({
    name: 'analytics.undoImport',
    summary: 'Take an import back: what it told counts no more, and what was there before does again',
    params: ById,
    result: Import,
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['IMPORT_NOT_FOUND', 'IMPORT_NOT_UNDOABLE'],
    idempotent: true,
    http: { method: 'POST', path: '/api/analytics/imports/{id}/undo', tag: 'Analytics', status: 202 },
  }),
} as const;
