import { z } from 'zod';
import { Origin } from '../../../contracts/auth/identity.ts';
import { trailContracts, type AuditEvent } from '../../../contracts/auth/trail.ts';
import { ListCursor, type Page } from '../../../lib/cursor.ts';
import type { Database } from '../../../storage/database.ts';
import {
  instant,
  integer,
  json,
  nullable,
  statement,
  text,
  uuid,
  type RowOf,
} from '../../../storage/statement.ts';

export type EventQuery = {
  limit: number;
  cursor?: string | undefined;
  action?: string | undefined;
  actorId?: string | undefined;
  subjectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

const eventColumns = {
  seq: integer,
  service: text,
  eventId: uuid,
  at: instant,
  chainedAt: instant,
  actorKind: text,
  actorId: text,
  actorName: nullable(text),
  action: text,
  subjectKind: text,
  subjectId: uuid,
  subjectName: nullable(text),
  detail: json,
  personal: nullable(json),
};
/** Names are those of today; who left has one, and places and devices are told, as long as the account is there. */
const EVENTS = statement(
  `SELECT c.seq, c.service, c.event_id AS "eventId", c.at, c.chained_at AS "chainedAt", c.actor_kind AS "actorKind",
     c.actor_id AS "actorId", COALESCE(person.name, machine.name) AS "actorName", c.action,
     c.subject_kind AS "subjectKind", c.subject_id AS "subjectId", subject.name AS "subjectName", c.detail,
     COALESCE(beside.detail, begun.detail)::jsonb AS personal
   FROM audit_chain c
   LEFT JOIN users person
     ON person.id = CASE WHEN c.actor_kind = 'user' AND c.actor_id ~ '^[0-9a-f-]{36}$' THEN c.actor_id::uuid END
   LEFT JOIN api_keys machine ON machine.organization_id = $1 AND c.actor_id = 'api-key:' || machine.id
   LEFT JOIN users subject ON c.subject_kind = 'user' AND subject.id = c.subject_id
   LEFT JOIN personal_details beside ON c.service = 'auth' AND beside.event_id = c.event_id
     AND beside.organization_id = $1
   LEFT JOIN personal_details begun ON c.service <> 'auth' AND begun.organization_id = $1
     AND begun.event_id = CASE WHEN c.detail->>'session' ~ '^[0-9a-f-]{36}$' THEN (c.detail->>'session')::uuid END
   WHERE c.organization_id = $1
     AND ($2::bigint IS NULL OR c.seq < $2)
     AND ($3::text IS NULL OR c.action = $3)
     AND ($4::text IS NULL OR c.actor_id = $4)
     AND ($5::uuid IS NULL OR c.subject_id = $5)
     AND ($6::timestamptz IS NULL OR c.at >= $6)
     AND ($7::timestamptz IS NULL OR c.at < $7)
   ORDER BY c.seq DESC LIMIT $8`,
  eventColumns,
);
const cursors = new ListCursor(trailContracts.auditEvents.name, z.tuple([z.int().min(1)]));

export type EventStore = ReturnType<typeof eventStore>;

/** The chain as people read it. */
export function eventStore({ query }: Database) {
  return {
    /** One page, newest first. @throws AppError CURSOR_INVALID */
    async list(organizationId: string, asked: EventQuery): Promise<Page<AuditEvent>> {
      const { limit, action, actorId, subjectId, from, to } = asked;
      const [before] = cursors.read(asked) ?? [null];
      const filters = [action, actorId, subjectId, from, to].map((value) => value ?? null);
      const rows = await query(EVENTS, [organizationId, before, ...filters, limit + 1]);
      const { data, page } = cursors.page(asked, rows, ({ seq }) => [seq]);
      return { data: data.map(eventOf), page };
    },
  };
}

function eventOf(row: RowOf<typeof eventColumns>): AuditEvent {
  const { actorKind, actorId, actorName, subjectKind, subjectId, subjectName, personal, ...event } = row;
  const { address, userAgent, ...beside } = (personal ?? {}) as Record<string, unknown>;
  return {
    ...event,
    at: event.at.toISOString(),
    chainedAt: event.chainedAt.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorName },
    subject: { kind: subjectKind, id: subjectId, name: subjectName },
    origin: Origin.safeParse({ address, userAgent }).data ?? null,
    detail: { ...(event.detail as Record<string, unknown>), ...beside },
  };
}
