import type { Reader } from '../../../contracts/auth/notices.ts';
import { AppError } from '../../../lib/errors.ts';
import { audit, type AuditEvent } from '../../../storage/audit.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import type { Jobs } from '../../../storage/jobs.ts';
import { asSystem } from '../../../storage/scope.ts';
import { instant, nullable, statement, text, uuid, type RowOf } from '../../../storage/statement.ts';
import { queueNotice } from '../readers/queue-notice.ts';

const columns = {
  id: uuid,
  name: text,
  user: text,
  createdBy: uuid,
  createdAt: instant,
  rotatedAt: instant,
  expiresAt: instant,
  revokedAt: nullable(instant),
  /** Who gave it its present password; of logins from before that was kept, who made it. */
  holder: uuid,
};
export type SqlLoginRow = RowOf<typeof columns>;
export type NewSqlLogin = Pick<SqlLoginRow, 'id' | 'name' | 'user' | 'createdBy' | 'createdAt' | 'expiresAt'>;
/** `connections` and `seconds`: how many sessions the role may have, and how long its statements take by default. */
export type Limits = { perOrganization: number; connections: number; seconds: number };
type By = { organizationId: string; actor: AuditEvent['actor']; userId: string };

const ROW = `id, name, role_name AS "user", created_by AS "createdBy", created_at AS "createdAt",
  password_set_at AS "rotatedAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  coalesce(holder, created_by) AS holder`;
const INSERT = statement(
  `INSERT INTO sql_logins (organization_id, id, name, role_name, created_by, created_at, expires_at, holder)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $5) RETURNING ${ROW}`,
  columns,
);
/** Two that are made at once are counted one after the other. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('sql-logins ' || $1::text, 0))`;
const OTHERS = statement(
  `SELECT id FROM sql_logins WHERE organization_id = $1 AND revoked_at IS NULL AND expires_at > $2 LIMIT $3`,
  { id: uuid },
);
const LIVING = statement(
  `SELECT ${ROW} FROM sql_logins WHERE organization_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY id`,
  columns,
);
const PAGE = statement(
  `SELECT ${ROW} FROM sql_logins WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
  columns,
);
const LOCKED = statement(
  `SELECT ${ROW} FROM sql_logins WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
  columns,
);
const RENEW = statement(
  `UPDATE sql_logins SET expires_at = $3, password_set_at = clock_timestamp(), holder = $4
   WHERE organization_id = $1 AND id = $2 RETURNING ${ROW}`,
  columns,
);
const REVOKE = `UPDATE sql_logins SET revoked_at = $3 WHERE organization_id = $1 AND id = $2`;
const MAKE = 'SELECT sql_login_office.make($1, $2, $3, $4, $5)';
const CHANGE_PASSWORD = 'SELECT sql_login_office.change_password($1, $2, $3)';
const CLOSE = 'SELECT sql_login_office.close($1)';
const WATCH = statement('SELECT role_name AS "user", why FROM sql_login_office.watch($1)', {
  user: text,
  why: text,
});

const TO_ASK = statement('SELECT organization FROM sql_login_office.to_ask($1, $2)', { organization: uuid });
const THIS_SERVICE = { kind: 'service', id: 'analytics' } as const;

export type SqlLoginStore = ReturnType<typeof sqlLoginStore>;

/** @throws AppError SQL_LOGIN_NOT_FOUND */
async function find(tx: Tx, organizationId: string, id: string): Promise<SqlLoginRow> {
  const [row] = await tx.query(LOCKED, [organizationId, id]);
  if (!row) throw new AppError('SQL_LOGIN_NOT_FOUND');
  return row;
}

const about = ({ id, name }: SqlLoginRow) => ({ subject: { kind: 'sql-login', id }, detail: { name } });

/** SQL logins: the row, the role in PostgreSQL and the audit row are one transaction. */
export function sqlLoginStore({ database, jobs }: { database: Database; jobs: Pick<Jobs, 'enqueue'> }) {
  const tell = (tx: Tx, { organizationId, userId }: By, what: Reader, readerId: string, at: Date) =>
    queueNotice(tx, jobs, { organizationId, what, readerId, madeBy: userId, madeAt: at });
  return {
    ...endings(database),

    /** @throws AppError SQL_LOGINS_FULL */
    create: (by: By, login: NewSqlLogin, verifier: string, limits: Limits): Promise<SqlLoginRow> =>
      database.transaction(async (tx) => {
        const { organizationId } = by;
        const { id, name, user, createdBy, createdAt, expiresAt } = login;
        await tx.execute(LOCK, [organizationId]);
        const living = await tx.query(OTHERS, [organizationId, createdAt, limits.perOrganization]);
        if (living.length >= limits.perOrganization) throw new AppError('SQL_LOGINS_FULL');
        const values = [organizationId, id, name, user, createdBy, createdAt, expiresAt];
        const [row] = await tx.query(INSERT, values);
        if (!row) throw new Error('the login was not written');
        await tx.execute(MAKE, [user, verifier, expiresAt, limits.connections, limits.seconds]);
        await audit(tx, { organizationId, actor: by.actor, action: 'sql_login.created', ...about(row) });
        await tell(tx, by, 'sql_login_made', row.id, createdAt);
        return row;
      }),

    /** The newest first, older than the one with the id `before`. */
    list: (organizationId: string, before: string | null, limit: number): Promise<SqlLoginRow[]> =>
      database.query(PAGE, [organizationId, before, limit]),

    /** @throws AppError SQL_LOGIN_NOT_FOUND */
    get: (organizationId: string, id: string): Promise<SqlLoginRow> =>
      database.transaction((tx) => find(tx, organizationId, id)),

    /** @throws AppError SQL_LOGIN_NOT_FOUND, SQL_LOGIN_ENDED for one that is revoked or expired: its role is gone */
    async rotate(by: By, id: string, verifier: string, now: Date, expiresAt: Date): Promise<SqlLoginRow> {
      const { organizationId } = by;
      await database.transaction(async (tx) => {
        const row = await find(tx, organizationId, id);
        if (row.revokedAt !== null || row.expiresAt <= now) throw new AppError('SQL_LOGIN_ENDED');
        await tx.execute(CHANGE_PASSWORD, [row.user, verifier, expiresAt]);
        await tx.query(RENEW, [organizationId, id, expiresAt, by.userId]);
        await audit(tx, { organizationId, actor: by.actor, action: 'sql_login.rotated', ...about(row) });
        await tell(tx, by, 'sql_login_renewed', id, now);
      });
      // again, now that the old password opens nothing: a session of the moment between is ended too
      const [row] = await database.query(RENEW, [organizationId, id, expiresAt, by.userId]);
      if (!row) throw new AppError('SQL_LOGIN_NOT_FOUND');
      return row;
    },
  };
}

/** How logins end: by a person, with their holder's right, and their sessions by the watch. */
function endings(database: Database) {
  const end = (
    { organizationId, actor }: Omit<By, 'userId'>,
    id: string,
    now: Date,
    more: (row: SqlLoginRow) => object = () => ({}),
  ): Promise<void> =>
    database.transaction(async (tx) => {
      const row = await find(tx, organizationId, id);
      if (row.revokedAt !== null) return;
      await tx.execute(REVOKE, [organizationId, id, now]);
      await tx.execute(CLOSE, [row.user]);
      const { subject, detail } = about(row);
      const said = { subject, detail: { ...detail, ...more(row) } };
      await audit(tx, { organizationId, actor, action: 'sql_login.revoked', ...said });
    });

  return {
    /** One that is revoked already stays so. @throws AppError SQL_LOGIN_NOT_FOUND */
    revoke: (by: Omit<By, 'userId'>, id: string, now: Date): Promise<void> => end(by, id, now),

    /** Revokes a login because who holds it may not make one any more. */
    endOfHolder: (organizationId: string, id: string, now: Date): Promise<void> =>
      end({ organizationId, actor: THIS_SERVICE }, id, now, ({ holder }) => ({ holder, because: 'holder' })),

    /** The logins that may open sessions. */
    living: (organizationId: string, now: Date): Promise<SqlLoginRow[]> =>
      database.query(LIVING, [organizationId, now]),

    /** Organisations with logins whose holders were not asked about for so long; noted as asked about with this. */
    toAsk: async (seconds: number, most: number): Promise<string[]> =>
      (await asSystem(() => database.query(TO_ASK, [seconds, most]))).map(({ organization }) => organization),

    /** Ends every session that has no right to be there, of all organisations, and tells which. */
    watch: (seconds: number): Promise<{ user: string; why: string }[]> =>
      asSystem(() => database.query(WATCH, [seconds])),
  };
}
