import type { AppliedRecommendation, Recommendation } from '../../../../contracts/campaign/advice.ts';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { findAnswer, once, type KeyedRequest } from '../../../../storage/idempotency.ts';
import { statement } from '../../../../storage/statement.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import {
  updateCampaign,
  type CampaignChange,
  type ChangeEvent,
} from '../../content/store/campaign-writes.ts';
import { shapes } from '../../shapes.ts';
import { listRecommendations, type RecommendationFilter } from './recommendation-list.ts';
import { columnsOf, RECOMMENDATION, recommendationValues, toRecommendation } from './recommendation-rows.ts';

export type RecommendationStore = ReturnType<typeof recommendationStore>;

const GET = statement(
  `SELECT ${columnsOf()} FROM recommendations r WHERE organization_id = $1 AND id = $2`,
  RECOMMENDATION,
);

const EXPIRE = `UPDATE recommendations SET status = 'expired'
  WHERE organization_id = $1 AND campaign_id = $2 AND status = 'open' AND (base_version <> $3 OR expires_at <= $4)`;

/**
 * The same change for the same version is one row; what a person dismissed or applied is not opened again, and what a newer
 * release saved is not written over.
 */
const SAVE = statement(
  `INSERT INTO recommendations AS r (organization_id, id, campaign_id, base_version, change_hash, status, title,
     explanation, proposal, shape, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10, $11)
   ON CONFLICT (organization_id, campaign_id, base_version, change_hash) DO UPDATE
     SET status = 'open', title = excluded.title, explanation = excluded.explanation, proposal = excluded.proposal,
       shape = excluded.shape, expires_at = excluded.expires_at
     WHERE r.status IN ('open', 'expired') AND r.shape <= excluded.shape
   RETURNING ${columnsOf()}`,
  RECOMMENDATION,
);

const CLOSE = statement(
  `UPDATE recommendations r SET status = $3
   WHERE organization_id = $1 AND id = $2 AND status = 'open' RETURNING ${columnsOf()}`,
  RECOMMENDATION,
);

/** What analytics proposed and what people did with it. */
export function recommendationStore(database: Database) {
  const { query } = database;
  return {
    list: (organizationId: string, filter: RecommendationFilter, now: Date) =>
      listRecommendations(query, organizationId, filter, now),

    /** The answer that this key was given before; null when it was not. @throws AppError IDEMPOTENCY_KEY_REUSED */
    findAnswer: (request: KeyedRequest) => findAnswer(database, request, shapes.appliedAnswer),

    /** @throws AppError RECOMMENDATION_NOT_FOUND */
    async get(organizationId: string, id: string): Promise<Recommendation> {
      const [row] = await query(GET, [organizationId, id]);
      if (!row) throw new AppError('RECOMMENDATION_NOT_FOUND');
      return toRecommendation(row);
    },

    /** Saves what is proposed now and closes what was proposed for another version. Answers the open ones among them. */
    saveProposed: (
      organizationId: string,
      campaign: Campaign,
      proposed: readonly Recommendation[],
      now: Date,
    ) => database.transaction((tx) => saveProposed(tx, organizationId, campaign, proposed, now)),

    /**
     * Saves the new version and closes the recommendation, once for a key.
     * @throws AppError RECOMMENDATION_CLOSED, CAMPAIGN_STATE_CONFLICT, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE,
     * DEPENDENCY_UNAVAILABLE when a newer release saved the campaign
     */
    apply: (request: KeyedRequest, id: string, change: CampaignChange): Promise<AppliedRecommendation> =>
      database.transaction((tx) =>
        once(tx, request, shapes.appliedAnswer, async () => {
          const { organizationId } = request;
          const recommendation = await close(tx, organizationId, id, 'applied');
          if (!(await updateCampaign(tx, organizationId, change)))
            throw conflict('Somebody else changed the campaign at the same moment.');
          return { recommendation, campaign: change.after };
        }),
      ),

    /** Closes an open recommendation without effect. @throws AppError RECOMMENDATION_CLOSED */
    dismiss: (organizationId: string, id: string, actor: ChangeEvent['actor'], reason: string | undefined) =>
      database.transaction(async (tx) => {
        const recommendation = await close(tx, organizationId, id, 'dismissed');
        const detail = { recommendationId: id, ...(reason === undefined ? {} : { note: reason }) };
        const subject = { kind: 'campaign', id: recommendation.campaignId };
        await audit(tx, { organizationId, actor, action: 'recommendation.dismissed', subject, detail });
        return recommendation;
      }),
  };
}

async function close(
  { query }: Tx,
  organizationId: string,
  id: string,
  status: 'applied' | 'dismissed',
): Promise<Recommendation> {
  const [row] = await query(CLOSE, [organizationId, id, status]);
  if (!row) throw new AppError('RECOMMENDATION_CLOSED');
  return toRecommendation(row);
}

async function saveProposed(
  { query, execute }: Tx,
  organizationId: string,
  { id, version }: Campaign,
  proposed: readonly Recommendation[],
  now: Date,
): Promise<Recommendation[]> {
  await execute(EXPIRE, [organizationId, id, version, now]);
  const open: Recommendation[] = [];
  for (const recommendation of proposed) {
    const [row] = await query(SAVE, [organizationId, ...recommendationValues(recommendation)]);
    if (row) open.push(toRecommendation(row));
  }
  return open;
}
