import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { adviceContracts, type Recommendation } from '../../../../contracts/campaign/advice.ts';
import { idCursor, type Page } from '../../../../lib/cursor.ts';
import type { Query } from '../../../../storage/database.ts';
import { statement } from '../../../../storage/statement.ts';
import { columnsOf, RECOMMENDATION, toRecommendation } from './recommendation-rows.ts';

export type RecommendationFilter = ParsedParamsOf<typeof adviceContracts.recommendations>;

/** An open one whose time has passed or whose campaign has another version by now is shown as expired. */
const SHOWN_STATUS = `CASE WHEN r.status = 'open' AND (r.expires_at <= $6 OR r.base_version <> c.version)
  THEN 'expired' ELSE r.status END`;

const LIST = statement(
  `SELECT * FROM (
    SELECT ${columnsOf(SHOWN_STATUS)}
    FROM recommendations r
    JOIN campaigns c ON c.organization_id = $1 AND c.id = r.campaign_id
    WHERE r.organization_id = $1 AND ($2::uuid IS NULL OR r.campaign_id = $2) AND ($4::uuid IS NULL OR r.id < $4)
  ) shown
  WHERE $3::text IS NULL OR status = $3
  ORDER BY id DESC LIMIT $5`,
  RECOMMENDATION,
);

const cursors = idCursor(adviceContracts.recommendations.name);

/** One page of recommendations, newest first. @throws AppError CURSOR_INVALID */
export async function listRecommendations(
  query: Query,
  organizationId: string,
  question: RecommendationFilter,
  now: Date,
): Promise<Page<Recommendation>> {
  const { campaignId, status, limit } = question;
  const [lastId] = cursors.read(question) ?? [null];
  const filter = [campaignId ?? null, status ?? null];
  const rows = await query(LIST, [organizationId, ...filter, lastId, limit + 1, now]);
  const { data, page } = cursors.page(question, rows, (row) => [row.id]);
  return { data: data.map(toRecommendation), page };
}
