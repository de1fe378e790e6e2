import { Recommendation } from '../../../../contracts/campaign/advice.ts';
import { instant, integer, json, oneOf, text, uuid, type RowOf } from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { changeHash } from '../domain/recommendation.ts';

/** What a statement that calls the table `r` selects of a recommendation. */
export const columnsOf = (
  status = 'r.status',
) => `r.id, r.campaign_id AS "campaignId", ${status} AS status, r.title,
  r.explanation, r.proposal, r.shape, r.base_version AS "baseVersion", r.created_at AS "createdAt",
  r.expires_at AS "expiresAt"`;

/** The row of such a statement. */
export const RECOMMENDATION = {
  id: uuid,
  campaignId: uuid,
  status: oneOf(Recommendation.shape.status.options),
  title: text,
  explanation: text,
  proposal: json,
  shape: integer,
  baseVersion: integer,
  createdAt: instant,
  expiresAt: instant,
};

/** @throws ShapeBroken when the row is not what its shape says */
export function toRecommendation({
  proposal,
  shape,
  createdAt,
  expiresAt,
  ...row
}: RowOf<typeof RECOMMENDATION>): Recommendation {
  return {
    ...row,
    ...shapes.proposal.read(proposal, shape),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/**
 * The values of a new recommendation, in this order: id, campaign, base version, hash of the change, title, explanation,
 * proposal, its shape, created at, expires at.
 */
export function recommendationValues(recommendation: Recommendation): unknown[] {
  const { id, campaignId, baseVersion, title, explanation, createdAt, expiresAt } = recommendation;
  const { change, evidence, expected, costIfWrong } = recommendation;
  return [
    id,
    campaignId,
    baseVersion,
    changeHash(change),
    title,
    explanation,
    shapes.proposal.write({ change, evidence, expected, costIfWrong }),
    shapes.proposal.number,
    createdAt,
    expiresAt,
  ];
}
