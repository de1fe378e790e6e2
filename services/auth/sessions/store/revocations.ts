import type { Revocation } from '../../../../contracts/auth/sessions.ts';
import type { Role } from '../../../../contracts/permissions.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { TOKENS_FORGOTTEN_MS } from '../domain/lifetimes.ts';

export type News =
  | { kind: 'session'; sessionId: string }
  | { kind: 'user'; userId: string }
  | { kind: 'api-key'; keyId: string }
  | { kind: 'member'; organizationId: string; userId: string; role: Role | null };

const PAGE = 2_000;

/**
 * Adds news in the transaction of the change itself. The counter's row stays locked until the transaction ends, so
 * numbers become visible in their order and nobody who polls can miss one that commits later.
 */
export async function revoke(tx: Tx, news: News, at: Date): Promise<void> {
  const member = news.kind === 'member' ? news : undefined;
  await tx.query(
    `WITH next AS (UPDATE revocation_counter SET seq = seq + 1 RETURNING seq),
       old AS (DELETE FROM revocations WHERE seq IN
         (SELECT seq FROM revocations WHERE at < $2::timestamptz ORDER BY seq LIMIT 50))
     INSERT INTO revocations (seq, at, kind, session_id, user_id, organization_id, role, key_id)
     SELECT seq, $1, $3, $4, $5, $6, $7, $8 FROM next`,
    [
      at,
      new Date(at.getTime() - TOKENS_FORGOTTEN_MS),
      news.kind,
      news.kind === 'session' ? news.sessionId : null,
      'userId' in news ? news.userId : null,
      member?.organizationId ?? null,
      member?.role ?? null,
      news.kind === 'api-key' ? news.keyId : null,
    ],
  );
}

type Row = {
  current: number;
  seq: number | null;
  at: Date;
  kind: Revocation['kind'];
  session_id: string;
  user_id: string;
  key_id: string;
  organization_id: string;
  role: Role | null;
};

/** Reads news after a number, or all that still matter; `more` says that another page follows. */
export function revocationReader(database: Database) {
  return async (after: number | null, now: Date) => {
    // one statement, one snapshot: the counter never runs ahead of the rows
    const rows = await asSystem(() =>
      database.query<Row>(
        `SELECT c.seq AS current, r.seq, r.at, r.kind, r.session_id, r.user_id, r.organization_id, r.role,
           r.key_id
         FROM revocation_counter c LEFT JOIN LATERAL (
           SELECT * FROM revocations
           WHERE seq > CASE WHEN $1::bigint > c.seq THEN 0 ELSE $1::bigint END AND at >= $2
           ORDER BY seq LIMIT ${PAGE + 1}) r ON true
         ORDER BY r.seq`,
        [after ?? 0, new Date(now.getTime() - TOKENS_FORGOTTEN_MS)],
      ),
    );
    const entries = rows.flatMap((row) => (row.seq === null ? [] : [entryOf(row, row.seq)]));
    const page = entries.slice(0, PAGE);
    const more = entries.length > PAGE;
    return { seq: more ? (page.at(-1)?.seq ?? 0) : (rows[0]?.current ?? 0), entries: page, more };
  };
}

function entryOf(row: Row, seq: number): Revocation {
  const at = row.at.toISOString();
  if (row.kind === 'session') return { seq, at, kind: row.kind, sessionId: row.session_id };
  if (row.kind === 'user') return { seq, at, kind: row.kind, userId: row.user_id };
  if (row.kind === 'api-key') return { seq, at, kind: row.kind, keyId: row.key_id };
  const { organization_id: organizationId, user_id: userId, role } = row;
  return { seq, at, kind: row.kind, organizationId, userId, role };
}
