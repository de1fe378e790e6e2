import type { AppliedRecommendation, Recommendation } from '../../../../contracts/campaign/advice.ts';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Tx } from '../../../../storage/database.ts';
import { givenAnswer, once, type KeyedRequest } from '../../../../storage/idempotency.ts';
import { audit } from '../../../../storage/audit.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import { changeHash } from '../domain/recommendation.ts';
import type { Kept } from '../../content/domain/versions.ts';
import type { StoreSource } from '../../content/store/campaign-store.ts';
import { updateCampaign, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import { shapes } from '../../shapes.ts';
import { listRecommendations, type RecommendationFilter } from './recommendation-list.ts';
import { SHOWN, toRecommendation, type RecommendationRow } from './recommendation-rows.ts';

export type RecommendationStore = ReturnType<typeof recommendationStore>;

const EXPIRE = `UPDATE recommendations SET status = 'expired'
  WHERE organization_id = $1 AND campaign_id = $2 AND status = 'open' AND (base_version <> $3 OR expires_at <= $4)`;

/** The same change for the same version is one row; what a person dismissed or applied is not opened again. */
const KEEP = `
  INSERT INTO recommendations AS r (organization_id, id, campaign_id, base_version, change_hash, status, title,
    explanation, proposal, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10)
  ON CONFLICT (organization_id, campaign_id, base_version, change_hash) DO UPDATE
    SET status = 'open', title = excluded.title, explanation = excluded.explanation, proposal = excluded.proposal,
      expires_at = excluded.expires_at
    WHERE r.status IN ('open', 'expired')
  RETURNING ${SHOWN}`;

const CLOSE = `UPDATE recommendations r SET status = $3
  WHERE organization_id = $1 AND id = $2 AND status = 'open' RETURNING ${SHOWN}`;

/** What analytics proposed and what people did with it. */
export function recommendationStore({ database }: StoreSource) {
  const { query } = database;
  return {
    list: (organizationId: string, filter: RecommendationFilter, now: Date) =>
      listRecommendations(query, organizationId, filter, now),
    given: (request: KeyedRequest) => givenAnswer(database, request, shapes.appliedAnswer),

    /** @throws AppError RECOMMENDATION_NOT_FOUND */
    async get(organizationId: string, id: string): Promise<Recommendation> {
      const [row] = await query<RecommendationRow>(
        `SELECT ${SHOWN} FROM recommendations r WHERE organization_id = $1 AND id = $2`,
        [organizationId, id],
      );
      if (!row) throw new AppError('RECOMMENDATION_NOT_FOUND');
      return toRecommendation(row);
    },

    /** Keeps what is proposed now and closes what was proposed for another version. Answers the open ones among them. */
    keep: (organizationId: string, campaign: Campaign, proposed: readonly Recommendation[], now: Date) =>
      database.transaction((tx) => keepProposed(tx, organizationId, campaign, proposed, now)),

    /**
     * Writes the new version and closes the recommendation, once for a key.
     * @throws AppError RECOMMENDATION_CLOSED, CAMPAIGN_STATE_CONFLICT, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_USE
     */
    apply: (
      request: KeyedRequest,
      before: Kept,
      after: Campaign,
      id: string,
      event: ChangeEvent,
    ): Promise<AppliedRecommendation> =>
      database.transaction((tx) =>
        once(tx, request, shapes.appliedAnswer, async () => {
          const { organizationId } = request;
          const [row] = await tx.query<RecommendationRow>(CLOSE, [organizationId, id, 'applied']);
          if (!row) throw new AppError('RECOMMENDATION_CLOSED');
          if (!(await updateCampaign(tx.query, organizationId, before, after, event)))
            throw conflict('Somebody else changed the campaign at the same moment.');
          return { recommendation: toRecommendation(row), campaign: after };
        }),
      ),

    /** Closes an open recommendation without effect. @throws AppError RECOMMENDATION_CLOSED */
    dismiss: (organizationId: string, id: string, actor: ChangeEvent['actor'], reason: string | undefined) =>
      database.transaction(async (tx) => {
        const [row] = await tx.query<RecommendationRow>(CLOSE, [organizationId, id, 'dismissed']);
        if (!row) throw new AppError('RECOMMENDATION_CLOSED');
        const detail = { recommendationId: id, ...(reason === undefined ? {} : { note: reason }) };
        const subject = { kind: 'campaign', id: row.campaignId };
        await audit(tx, { organizationId, actor, action: 'recommendation.dismissed', subject, detail });
        return toRecommendation(row);
      }),
  };
}

async function keepProposed(
  tx: Tx,
  organizationId: string,
  { id, version }: Campaign,
  proposed: readonly Recommendation[],
  now: Date,
): Promise<Recommendation[]> {
  await tx.query(EXPIRE, [organizationId, id, version, now]);
  const kept: Recommendation[] = [];
  for (const one of proposed) {
    const [row] = await tx.query<RecommendationRow>(KEEP, [organizationId, ...valuesOf(one)]);
    if (row) kept.push(toRecommendation(row));
  }
  return kept;
}

function valuesOf(one: Recommendation): unknown[] {
  const { id, campaignId, baseVersion, change, evidence, expected, costIfWrong } = one;
  const proposal = JSON.stringify({ change, evidence, expected, costIfWrong });
  const { title, explanation, createdAt, expiresAt } = one;
  return [
    id,
    campaignId,
    baseVersion,
    changeHash(change),
    title,
    explanation,
    proposal,
    createdAt,
    expiresAt,
  ];
}
