import type { Revocation } from '../../../../contracts/auth/sessions.ts';
import { ROLES } from '../../../../contracts/permissions.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import {
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import { TOKENS_FORGOTTEN_MS } from '../domain/lifetimes.ts';

type WithoutNumber<R> = R extends Revocation ? Omit<R, 'seq' | 'at'> : never;
/** What every node must learn about living tokens, before it has its number. */
export type NewRevocation = WithoutNumber<Revocation>;
/** Revocations in their order; `more` says that another page follows after `seq`. */
export type RevocationPage = { seq: number; entries: Revocation[]; more: boolean };
export type ReadRevocations = (after: number | null, now: Date) => Promise<RevocationPage>;

const PAGE_SIZE = 2_000;

/** Takes the next number, deletes a few entries that no living token needs, and adds the new one. */
const APPEND = statement(
  `WITH next AS (UPDATE revocation_counter SET seq = seq + 1 RETURNING seq),
    old AS (DELETE FROM revocations WHERE seq IN
      (SELECT seq FROM revocations WHERE at < $2::timestamptz ORDER BY seq LIMIT 50))
  INSERT INTO revocations (seq, at, kind, session_id, user_id, organization_id, role, key_id)
  SELECT seq, $1, $3, $4, $5, $6, $7, $8 FROM next RETURNING seq`,
  { seq: integer },
);

/** Every column but the counter's is NULL where there is no entry. */
const readColumns = {
  current: integer,
  seq: nullable(integer),
  at: nullable(instant),
  kind: nullable(oneOf(['session', 'user', 'api-key', 'member'])),
  session_id: nullable(uuid),
  user_id: nullable(uuid),
  organization_id: nullable(uuid),
  role: nullable(oneOf(ROLES)),
  key_id: nullable(uuid),
} as const;

/**
 * One statement and so one snapshot: the counter cannot run ahead of the rows. A number above the counter's comes from before
 * a database was restored; then everything is given again.
 */
const READ = statement(
  `SELECT c.seq AS current, r.seq, r.at, r.kind, r.session_id, r.user_id, r.organization_id, r.role, r.key_id
   FROM revocation_counter c LEFT JOIN LATERAL (
     SELECT * FROM revocations
     WHERE seq > CASE WHEN $1::bigint > c.seq THEN 0 ELSE $1::bigint END AND at >= $2
     ORDER BY seq LIMIT ${PAGE_SIZE + 1}) r ON true
   ORDER BY r.seq`,
  readColumns,
);

/**
 * Adds an entry in the transaction of the change itself. The counter's row stays locked until the transaction ends, so that
 * numbers become visible in their order and a node that polls cannot miss one that commits later.
 * @returns its number
 */
export async function appendRevocation(tx: Tx, revocation: NewRevocation, at: Date): Promise<number> {
  const member = revocation.kind === 'member' ? revocation : undefined;
  const [row] = await tx.query(APPEND, [
    at,
    new Date(at.getTime() - TOKENS_FORGOTTEN_MS),
    revocation.kind,
    revocation.kind === 'session' ? revocation.sessionId : null,
    'userId' in revocation ? revocation.userId : null,
    member?.organizationId ?? null,
    member?.role ?? null,
    revocation.kind === 'api-key' ? revocation.keyId : null,
  ]);
  if (!row) throw new Error('there is no counter of revocations');
  return row.seq;
}

/** Reads the entries after a number, or (null) all that a living token may need. */
export function revocationReader(database: Database): ReadRevocations {
  return async function readRevocations(after, now) {
    const values = [after ?? 0, new Date(now.getTime() - TOKENS_FORGOTTEN_MS)];
    const rows = await asSystem(() => database.query(READ, values));
    const entries = rows.flatMap(entriesOf);
    const page = entries.slice(0, PAGE_SIZE);
    const more = entries.length > PAGE_SIZE;
    return { seq: more ? (page.at(-1)?.seq ?? 0) : (rows[0]?.current ?? 0), entries: page, more };
  };
}

/** None for the row that holds the counter only. @throws Error for an entry without the ids that its kind needs */
function entriesOf(row: RowOf<typeof readColumns>): Revocation[] {
  const { seq, at: instant, kind, session_id: sessionId, user_id: userId, key_id: keyId, role } = row;
  const { organization_id: organizationId } = row;
  if (seq === null || instant === null) return [];
  const at = instant.toISOString();
  if (kind === 'session' && sessionId) return [{ seq, at, kind, sessionId }];
  if (kind === 'user' && userId) return [{ seq, at, kind, userId }];
  if (kind === 'api-key' && keyId) return [{ seq, at, kind, keyId }];
  if (kind === 'member' && organizationId && userId) return [{ seq, at, kind, organizationId, userId, role }];
  throw new Error(`revocation ${seq} of kind ${kind} lacks an id`);
}
