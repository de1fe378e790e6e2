import type { Query } from '../../../../storage/database.ts';
import type { RecordedChange } from '../domain/history.ts';
import { idOf } from './id-cursor.ts';

type Row = Omit<RecordedChange, 'at' | 'actor'> & {
  at: Date;
  actorKind: 'user' | 'service';
  actorId: string;
};

const HISTORY = `
  SELECT a.id, a.at, a.actor_kind AS "actorKind", a.actor_id AS "actorId", a.action, a.detail,
    after.content AS after, before.content AS before
  FROM audit_events a
  LEFT JOIN campaign_versions after ON after.organization_id = $1 AND after.campaign_id = $2
    AND after.version = (a.detail->>'writes')::int
  LEFT JOIN campaign_versions before ON before.organization_id = $1 AND before.campaign_id = $2
    AND before.version = (a.detail->>'writes')::int - 1
  WHERE a.organization_id = $1 AND a.subject_id = $2 AND ($3::uuid IS NULL OR a.id < $3)
  ORDER BY a.id DESC LIMIT $4`;

/** `limit + 1` changes of a campaign, newest first. @throws AppError CURSOR_INVALID */
export async function campaignHistory(
  query: Query,
  organizationId: string,
  campaignId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<RecordedChange[]> {
  const rows = await query<Row>(HISTORY, [organizationId, campaignId, idOf(page.cursor), page.limit + 1]);
  return rows.map(({ at, actorKind, actorId, ...row }) => ({
    ...row,
    at: at.toISOString(),
    actor: { kind: actorKind, id: actorId },
  }));
}
