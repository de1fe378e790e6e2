import { v7 as uuidv7 } from 'uuid';
import type { Operation, publishingContracts } from '../../../contracts/campaign/publishing.ts';
import type { Request } from '../../../mixins/action.ts';
import { conflict } from '../content/domain/lifecycle.ts';
import type { StoredCampaign } from '../content/domain/versions.ts';
import type { CampaignDeps } from '../deps.ts';
import { confirmMoney } from './confirm-money.ts';
import { confirmedPlan, isStill, requireSeen } from './domain/confirmed-plan.ts';
import { principalOf, requireAllowed } from './domain/guard.ts';
import type { OperationOrigin } from './domain/operation.ts';
import type { StartedOperation } from './domain/start-operation.ts';
import { exposureChanges } from './guarded.ts';
import { requireApprovalHolds } from './require-standing.ts';

type MoneyMoves = Request<
  typeof publishingContracts.publish | typeof publishingContracts.resume | typeof publishingContracts.retry
>;

/**
 * Starts an operation by which money is spent: the person confirms the plan of the version that will serve (the current one for
 * a publish, the published one for a resume), whose approval still holds, and what starts is that plan or nothing, if the guard on
 * exposure allows it (domain/guard.ts). Where they name the `hash` that they saw, it is that one's plan. A repeated request gets
 * the first answer, and nothing is confirmed or done again.
 */
export async function startConfirmed(
  deps: CampaignDeps,
  request: MoneyMoves,
  { campaignId, key, hash }: { campaignId: string; key: string; hash?: string | undefined },
  verb: 'publish' | 'resume',
  decide: (campaign: StoredCampaign, origin: OperationOrigin) => StartedOperation,
): Promise<Operation> {
  const { operations, campaigns, clock } = deps;
  const { organizationId, userId, actor, caller } = request;
  const event = { actor, action: `campaign.${verb}_requested`, userId };
  const asked = { organizationId, campaignId, action: `campaign.${verb}`, key, event };
  const given = await operations.findAnswer(asked);
  if (given) {
    request.waiveConfirmation();
    return given;
  }
  const read = await campaigns.getStored(organizationId, campaignId);
  const exposure = await exposureChanges(deps, organizationId, read);
  const plan = verb === 'publish' ? confirmedPlan(read, clock()) : exposure.plan(clock());
  if (!plan) throw conflict('Nothing of the campaign is published.');
  requireSeen(plan, hash);
  await requireApprovalHolds(deps, request, plan);
  await confirmMoney(deps, request, plan);
  const principal = principalOf(caller);
  const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
  return operations.start(asked, (campaign) => {
    const isSame = campaign.campaign.publishedVersion === exposure.publishedVersion;
    // a draft that somebody edits meanwhile is nothing to a resume
    if (!isSame || (verb === 'publish' && !isStill(campaign, plan)))
      throw conflict('The campaign changed while this was confirmed.');
    const started = decide(campaign, origin);
    requireAllowed({ ...exposure[verb](campaign), principal });
    return started;
  });
}
