import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { historyContracts } from '../../../../contracts/campaign/history.ts';
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
import { idCursor, type Page } from '../../../../lib/cursor.ts';
import { shapes } from '../../shapes.ts';
import { AuditDetail, type AuditEntry } from '../domain/history.ts';

export type HistoryStore = ReturnType<typeof historyStore>;

/**
 * `writes` in an audit row's detail is the number of the version that the change made; null for other changes. `published` is the
 * version that an operation published or affects, `version` the campaign's newest one at that moment.
 */
const HISTORY = statement(
  `SELECT a.id, a.at, a.actor_kind AS "actorKind", a.actor_id AS "actorId", a.action, a.detail,
     after.content AS after, after.shape AS "afterShape", before.content AS before, before.shape AS "beforeShape", about.hash
   FROM audit_events a
   LEFT JOIN campaign_versions about ON about.organization_id = $1 AND about.campaign_id = $2
     AND about.version = COALESCE((a.detail->>'published')::int, (a.detail->>'version')::int)
   LEFT JOIN campaign_versions after ON after.organization_id = $1 AND after.campaign_id = $2
     AND after.version = (a.detail->>'writes')::int
   LEFT JOIN campaign_versions before ON before.organization_id = $1 AND before.campaign_id = $2
     AND before.version = (a.detail->>'writes')::int - 1
   WHERE a.organization_id = $1 AND a.subject_id = $2 AND ($3::uuid IS NULL OR a.id < $3)
   ORDER BY a.id DESC LIMIT $4`,
  {
    id: uuid,
    at: instant,
    actorKind: oneOf(['user', 'service']),
    actorId: text,
    action: text,
    detail: json,
    after: nullable(json),
    afterShape: nullable(integer),
    before: nullable(json),
    beforeShape: nullable(integer),
    hash: nullable(text),
  },
);

const cursors = idCursor(historyContracts.history.name);

/** What the audit trail keeps of campaigns. */
export function historyStore({ query }: Database) {
  return {
    /** One page of a campaign's changes, newest first. @throws AppError CURSOR_INVALID */
    async list(
      organizationId: string,
      question: ParsedParamsOf<typeof historyContracts.history>,
    ): Promise<Page<AuditEntry>> {
      const [lastId] = cursors.read(question) ?? [null];
      const rows = await query(HISTORY, [organizationId, question.id, lastId, question.limit + 1]);
      const { data, page } = cursors.page(question, rows, (row) => [row.id]);
      const entries = data.map(({ id, at, actorKind, actorId, action, ...row }) => ({
        id,
        at: at.toISOString(),
        actor: { kind: actorKind, id: actorId },
        action,
        detail: AuditDetail.parse(row.detail),
        before: contentOf(row.before, row.beforeShape),
        after: contentOf(row.after, row.afterShape),
        hash: row.hash,
      }));
      return { data: entries, page };
    },
  };
}

const contentOf = (content: unknown, shape: number | null) =>
  shape === null ? null : shapes.version.read(content, shape);
