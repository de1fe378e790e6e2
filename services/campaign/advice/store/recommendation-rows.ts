import type { Recommendation } from '../../../../contracts/campaign/advice.ts';

/** The columns of a recommendation in a statement that calls the table `r`. */
export const SHOWN = `r.id, r.campaign_id AS "campaignId", r.status, r.title, r.explanation, r.proposal,
  r.base_version AS "baseVersion", r.created_at AS "createdAt", r.expires_at AS "expiresAt"`;

type Proposal = Pick<Recommendation, 'change' | 'evidence' | 'expected' | 'costIfWrong'>;
export type RecommendationRow = Omit<Recommendation, keyof Proposal | 'createdAt' | 'expiresAt'> & {
  proposal: Proposal;
  createdAt: Date;
  expiresAt: Date;
};

export function toRecommendation({
  proposal,
  createdAt,
  expiresAt,
  ...row
}: RecommendationRow): Recommendation {
  return { ...row, ...proposal, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
