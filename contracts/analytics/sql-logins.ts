import { z } from 'zod';
import { contract, Done } from '../action.ts';
import { plainName } from '../names.ts';
import { ById, Cursor, Id, Instant, Limit, pageOf } from '../values.ts';

/** A login by which a BI tool reads the organisation's figures by SQL; its password is shown once, when it is made. */
export const SqlLogin = z
  .strictObject({
    id: Id,
    name: z.string(),
    /** `expired` and `revoked` logins open no session, and those that they had open are ended. */
    state: z.enum(['active', 'expired', 'revoked']),
    /** Where PostgreSQL is reached; null where whoever runs this product has not said it: ask them. */
    host: z.string().nullable(),
    port: z.int(),
    database: z.string(),
    /** The schema that has the views; nothing else can be read. */
    schema: z.literal('reporting'),
    /** The name of the role, to log in with. It tells nothing of the organisation. */
    user: z.string(),
    /** How many sessions it may have open at a time. */
    maxSessions: z.int(),
    /** How long a statement or a transaction may last, in seconds; a session that takes longer is ended. */
    maxSeconds: z.int(),
    createdBy: Id,
    createdAt: Instant,
    /** When it got its present password. */
    rotatedAt: Instant,
    expiresAt: Instant,
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'SqlLogin' });
export type SqlLogin = z.infer<typeof SqlLogin>;

const NewSqlLogin = z.strictObject({ login: SqlLogin, password: z.string() }).meta({ id: 'NewSqlLogin' });
const days = z.int().min(1).max(365).default(90);
const TAG = 'SQL logins';

export const sqlLoginContracts = {
  createSqlLogin: contract({
    name: 'analytics.createSqlLogin',
    summary:
      'Make a read-only SQL login for a BI tool; the answer is the only place where its password is shown',
    params: z.strictObject({ name: plainName, expiresInDays: days }),
    result: NewSqlLogin,
    permission: 'sql-logins:manage',
    stepUp: 'api_keys',
    errors: ['SQL_LOGINS_FULL'],
    http: { method: 'POST', path: '/api/analytics/sql-logins', tag: TAG, status: 201 },
  }),
  sqlLogins: contract({
    name: 'analytics.sqlLogins',
    summary: 'List SQL logins, the newest first',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(SqlLogin).meta({ id: 'SqlLoginPage' }),
    permission: 'sql-logins:manage',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/sql-logins', tag: TAG },
  }),
  rotateSqlLogin: contract({
    name: 'analytics.rotateSqlLogin',
    summary:
      'Give a SQL login a new password and a new end; sessions that were opened with the old one are ended',
    params: z.strictObject({ id: Id, expiresInDays: days }),
    result: NewSqlLogin,
    permission: 'sql-logins:manage',
    stepUp: 'api_keys',
    errors: ['SQL_LOGIN_NOT_FOUND', 'SQL_LOGIN_ENDED'],
    http: { method: 'POST', path: '/api/analytics/sql-logins/{id}/rotate', tag: TAG },
  }),
  revokeSqlLogin: contract({
    name: 'analytics.revokeSqlLogin',
    summary: 'Revoke a SQL login, at once; its running sessions are ended',
    params: ById,
    result: Done,
    permission: 'sql-logins:manage',
    stepUp: 'none',
    errors: ['SQL_LOGIN_NOT_FOUND'],
    idempotent: true,
    http: { method: 'DELETE', path: '/api/analytics/sql-logins/{id}', tag: TAG, status: 204 },
  }),
} as const;
