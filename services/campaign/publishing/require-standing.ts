import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { standingContracts, type ApproverStanding } from '../../../contracts/auth/standing.ts';
import type { Caller } from '../../../contracts/caller.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';
import type { CampaignDeps } from '../deps.ts';
import { isOwnWork, requireFactor, requireStillApproved } from '../review/domain/approver.ts';

/**
 * Whoever makes money move has a factor that is known to be theirs: with the same step-up, a thief of their mailbox confirms.
 * @throws AppError APPROVER_NOT_ELIGIBLE
 */
export async function requireKnownFactor(
  { approverRules, clock }: Pick<CampaignDeps, 'approverRules' | 'clock'>,
  { caller, callAsService }: { caller: Caller; callAsService: Call },
): Promise<void> {
  if (caller.kind !== 'user') return;
  const standing = await callAsService(standingContracts.approverStanding, { userId: caller.userId });
  requireFactor(standing, approverRules, clock());
}

/**
 * Asks auth again about whoever approved the version that is about to serve, the current or the published one, and by which policy.
 * A version that nobody approved is refused elsewhere (domain/guard.ts).
 * @throws AppError APPROVAL_LAPSED
 */
export async function requireApprovalHolds(
  { campaigns }: Pick<CampaignDeps, 'campaigns'>,
  { organizationId, callAsService }: { organizationId: string; callAsService: Call },
  { campaignId, version }: { campaignId: string; version: number },
): Promise<void> {
  const approval = await campaigns.approvalOf(organizationId, campaignId, version);
  if (!approval) return;
  const { decidedBy: userId } = approval;
  const [standing, work] = await Promise.all([
    callAsService(standingContracts.approverStanding, { userId }).catch(noneOf),
    campaigns.workOn(organizationId, campaignId, version),
  ]);
  const policy = isOwnWork(approval, { userId, ...work })
    ? (await callAsService(accountContracts.organization, {})).approvalPolicy
    : 'two_people';
  requireStillApproved(approval, { standing, ...work }, policy);
}

/** Auth knows nobody of this id who may approve. */
function noneOf(error: unknown): ApproverStanding | null {
  if (error instanceof AppError && error.code === 'RESOURCE_NOT_FOUND') return null;
  throw error;
}
