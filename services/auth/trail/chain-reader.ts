import type { Tx } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { instant, integer, json, statement, text, uuid, type RowOf } from '../../../storage/statement.ts';
import { entryHash, type ChainEntry, type ChainHead } from './domain/chain.ts';
import type { Fault } from './domain/walk.ts';

type Reader = Pick<Tx, 'query'>;

const entryColumns = {
  organizationId: uuid,
  seq: integer,
  service: text,
  eventId: uuid,
  at: instant,
  chainedAt: instant,
  actorKind: text,
  actorId: text,
  action: text,
  subjectKind: text,
  subjectId: uuid,
  detail: json,
  previousHash: text,
  hash: text,
};
const ENTRY = `organization_id AS "organizationId", seq, service, event_id AS "eventId", at, chained_at AS "chainedAt",
  actor_kind AS "actorKind", actor_id AS "actorId", action, subject_kind AS "subjectKind", subject_id AS "subjectId",
  detail, previous_hash AS "previousHash", hash`;
const ENTRIES = statement(
  `SELECT ${ENTRY} FROM audit_chain WHERE organization_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`,
  entryColumns,
);
const PAGE = 1_000;

/** Entries of an organisation's chain after a number, up to another one, at most `limit`. */
export async function readPage(
  { query }: Reader,
  organizationId: string,
  after: number,
  { upTo = Number.MAX_SAFE_INTEGER, limit = PAGE }: { upTo?: number; limit?: number } = {},
): Promise<ChainEntry[]> {
  const values = [organizationId, after, upTo, limit];
  return (await inOrganization(organizationId, () => query(ENTRIES, values))).map(entryOf);
}

/** All entries after a number up to another one, page by page. */
export async function* readEntries(
  reader: Reader,
  organizationId: string,
  after: number,
  upTo?: number,
): AsyncGenerator<ChainEntry> {
  for (let last = after; ;) {
    const page = await readPage(reader, organizationId, last, upTo === undefined ? {} : { upTo });
    yield* page;
    last = page.at(-1)?.seq ?? last;
    if (page.length < PAGE) return;
  }
}

/** What is wrong with the entry at a head that was signed; undefined when it is still the same. */
export async function faultAt(
  reader: Reader,
  organizationId: string,
  { seq, hash }: ChainHead,
): Promise<Fault | undefined> {
  const [entry] = await readPage(reader, organizationId, seq - 1, { upTo: seq });
  if (!entry) return { kind: 'cut', organizationId, seq };
  if (entry.hash !== hash) return { kind: 'rewritten', organizationId, seq };
  return entryHash(entry) === hash ? undefined : { kind: 'changed', organizationId, seq };
}

const entryOf = (row: RowOf<typeof entryColumns>): ChainEntry => {
  const { actorKind, actorId, subjectKind, subjectId, at, chainedAt, detail, ...entry } = row;
  return {
    ...entry,
    at: at.toISOString(),
    chainedAt: chainedAt.toISOString(),
    actor: { kind: actorKind, id: actorId },
    subject: { kind: subjectKind, id: subjectId },
    detail: detail as Record<string, unknown>,
  };
};
