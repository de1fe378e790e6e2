import type { AuditRow } from '../../../contracts/auth/trail.ts';
import type { Database } from '../../../storage/database.ts';
import { integer, statement, text, uuid } from '../../../storage/statement.ts';
import { EMPTY_CHAIN, entriesAfter, type ChainSource } from './domain/chain.ts';

const BEGIN_CHAIN = `
  INSERT INTO audit_heads (organization_id, seq, hash) VALUES ($1, ${EMPTY_CHAIN.seq}, '${EMPTY_CHAIN.hash}')
  ON CONFLICT (organization_id) DO NOTHING`;
/** Held until the transaction ends: whoever wants to add to this chain waits, so that it cannot fork. */
const LOCK_HEAD = statement('SELECT seq, hash FROM audit_heads WHERE organization_id = $1 FOR UPDATE', {
  seq: integer,
  hash: text,
});
const KNOWN = statement(
  `SELECT event_id FROM audit_chain WHERE organization_id = $1 AND service = $2 AND event_id = ANY($3)`,
  { event_id: uuid },
);
const INSERT = `
  INSERT INTO audit_chain (organization_id, seq, service, event_id, at, chained_at, actor_kind, actor_id, action,
    subject_kind, subject_id, detail, previous_hash, hash)
  SELECT $1, seq, service, "eventId", at, "chainedAt", actor->>'kind', actor->>'id', action,
    subject->>'kind', (subject->>'id')::uuid, detail, "previousHash", hash
  FROM json_to_recordset($2::json) AS entry(seq bigint, service text, "eventId" uuid, at timestamptz,
    "chainedAt" timestamptz, actor json, action text, subject json, detail json, "previousHash" text, hash text)`;
const MOVE_HEAD = 'UPDATE audit_heads SET seq = $2, hash = $3 WHERE organization_id = $1';

export type ChainStore = ReturnType<typeof chainStore>;

/** The audit chain of each organisation, which only grows. */
export function chainStore(database: Database) {
  return {
    /** Adds what is not there yet. @returns how many were added */
    append: (source: ChainSource, rows: readonly AuditRow[]): Promise<number> =>
      database.transaction(async (tx) => {
        const { organizationId, service } = source;
        await tx.execute(BEGIN_CHAIN, [organizationId]);
        const [head = EMPTY_CHAIN] = await tx.query(LOCK_HEAD, [organizationId]);
        const events = new Map(rows.map((row) => [row.id, row]));
        const known = await tx.query(KNOWN, [organizationId, service, [...events.keys()]]);
        for (const { event_id: id } of known) events.delete(id);
        const entries = entriesAfter(head, [...events.values()], source);
        const last = entries.at(-1);
        if (!last) return 0;
        await tx.execute(INSERT, [organizationId, JSON.stringify(entries)]);
        await tx.execute(MOVE_HEAD, [organizationId, last.seq, last.hash]);
        return entries.length;
      }),
  };
}
