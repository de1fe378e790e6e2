import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { standingContracts, type ApproverStanding } from '../../../contracts/auth/standing.ts';
import type { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Request } from '../../../mixins/action.ts';
import type { StoredCampaign } from '../content/domain/versions.ts';
import type { CampaignDeps } from '../deps.ts';
import { isOwnWork, requireFactor, requireStillApproved } from '../review/domain/approver.ts';

type Asked = Pick<Request<typeof publishingContracts.publish>, 'organizationId' | 'callAsService' | 'caller'>;

/**
 * Whoever makes money move has a factor that is known to be theirs: with the same step-up, a thief of their mailbox confirms.
 * @throws AppError APPROVER_NOT_ELIGIBLE
 */
export async function requireKnownFactor(
  { approverRules, clock }: CampaignDeps,
  { caller, callAsService }: Asked,
): Promise<void> {
  if (caller.kind !== 'user') return;
  const standing = await callAsService(standingContracts.approverStanding, { userId: caller.userId });
  requireFactor(standing, approverRules, clock());
}

/**
 * Asks auth again about whoever approved the version, and by which policy. A version that is not approved is refused elsewhere.
 * @throws AppError APPROVAL_LAPSED
 */
export async function requireApprovalHolds(
  { campaigns }: CampaignDeps,
  { organizationId, callAsService }: Asked,
  { campaign: { id, review } }: StoredCampaign,
): Promise<void> {
  if (review?.state !== 'approved' || review.decidedBy === null) return;
  const { decidedBy: userId } = review;
  const [standing, work] = await Promise.all([
    callAsService(standingContracts.approverStanding, { userId }).catch(noneOf),
    campaigns.workOn(organizationId, id, review.version),
  ]);
  const policy = isOwnWork(review, { userId, ...work })
    ? (await callAsService(accountContracts.organization, {})).approvalPolicy
    : 'two_people';
  requireStillApproved(review, { standing, ...work }, policy);
}

/** Auth knows nobody of this id who may approve. */
function noneOf(error: unknown): ApproverStanding | null {
  if (error instanceof AppError && error.code === 'RESOURCE_NOT_FOUND') return null;
  throw error;
}
