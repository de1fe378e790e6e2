import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { standingContracts } from '../../../../contracts/auth/standing.ts';
import type { Review } from '../../../../contracts/campaign/campaign.ts';
import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import { action, type Request } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { confirmMoney } from '../../publishing/confirm-money.ts';
import { confirmedPlan } from '../../publishing/domain/confirmed-plan.ts';
import { isOwnWork, requireEligible } from '../domain/approver.ts';
import { approveCampaign } from '../domain/review.ts';

export function approve(deps: CampaignDeps) {
  const { campaigns, clock } = deps;
  return action(reviewContracts.approve, async function approve(request) {
    const { params, organizationId, userId, actor } = request;
    const { id, hash, note } = params;
    const before = await campaigns.getStored(organizationId, id);
    const { review } = before.campaign;
    if (review?.state === 'in_review') await requireApprover(deps, request, review);
    // before a factor is asked for: what is stale is not confirmed either
    const after = approveCampaign(before, { decidedBy: userId, decidedAt: clock(), note, hash });
    await confirmMoney(deps, request, confirmedPlan(before, clock()));
    const detail = note === undefined ? {} : { note };
    const event = { actor, action: 'campaign.approved', userId, detail };
    return campaigns.save(organizationId, { before, after, event });
  });
}

/** Auth knows the approver; while it does not answer, nobody approves. The policy matters for people's own work alone. */
async function requireApprover(
  { campaigns, approverRules, clock }: CampaignDeps,
  { params: { id }, organizationId, userId, call, callAsService }: Request<typeof reviewContracts.approve>,
  review: Review,
): Promise<void> {
  const [standing, work] = await Promise.all([
    callAsService(standingContracts.approverStanding, { userId }),
    campaigns.workOn(organizationId, id, review.version),
  ]);
  const approver = { userId, standing, ...work };
  const own = isOwnWork(review, approver);
  const policy = own ? (await call(accountContracts.organization, {})).approvalPolicy : 'two_people';
  requireEligible(review, approver, policy, approverRules, clock());
}
