import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import type { Recommendation, adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { pageOfRows } from '../../../../lib/cursor.ts';
import type { Query } from '../../../../storage/database.ts';
import { idOf } from '../../history/store/id-cursor.ts';
import { SHOWN, toRecommendation, type RecommendationRow } from './recommendation-rows.ts';

export type RecommendationFilter = ParsedParamsOf<typeof adviceContracts.recommendations>;
type Page = { data: Recommendation[]; page: { nextCursor: string | null } };

/** An open one whose time has passed or whose campaign has another version by now is shown as expired. */
const LIST = `
  SELECT * FROM (
    SELECT ${SHOWN.replace(
      'r.status',
      `CASE WHEN r.status = 'open' AND (r.expires_at <= $6 OR r.base_version <> c.version)
       THEN 'expired' ELSE r.status END AS status`,
    )}
    FROM recommendations r
    JOIN campaigns c ON c.organization_id = $1 AND c.id = r.campaign_id
    WHERE r.organization_id = $1 AND ($2::uuid IS NULL OR r.campaign_id = $2) AND ($4::uuid IS NULL OR r.id < $4)
  ) shown
  WHERE $3::text IS NULL OR status = $3
  ORDER BY id DESC LIMIT $5`;

/** One page of recommendations, newest first. @throws AppError CURSOR_INVALID */
export async function listRecommendations(
  query: Query,
  organizationId: string,
  { campaignId, status, limit, cursor }: RecommendationFilter,
  now: Date,
): Promise<Page> {
  const rows = await query<RecommendationRow>(LIST, [
    organizationId,
    campaignId ?? null,
    status ?? null,
    idOf(cursor),
    limit + 1,
    now,
  ]);
  return pageOfRows(rows.map(toRecommendation), limit, (one) => [one.id]);
}
