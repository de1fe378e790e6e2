import { v7 as uuidv7 } from 'uuid';
import type { Operation, publishingContracts } from '../../../contracts/campaign/publishing.ts';
import type { Request } from '../../../mixins/action.ts';
import { conflict } from '../content/domain/lifecycle.ts';
import type { StoredCampaign } from '../content/domain/versions.ts';
import type { CampaignDeps } from '../deps.ts';
import { confirmedPlan, isStill } from './domain/confirmed-plan.ts';
import type { OperationOrigin } from './domain/operation.ts';
import type { StartedOperation } from './domain/start-operation.ts';

type MoneyMoves = Request<typeof publishingContracts.publish | typeof publishingContracts.resume>;

/**
 * Starts an operation by which money is spent: the person confirms the plan as it is now, and what starts is that plan or
 * nothing. A repeated request gets the first answer, and nothing is confirmed or done again.
 */
export async function startConfirmed(
  { operations, campaigns, clock }: CampaignDeps,
  request: MoneyMoves,
  verb: 'publish' | 'resume',
  decide: (campaign: StoredCampaign, origin: OperationOrigin) => StartedOperation,
): Promise<Operation> {
  const { params, organizationId, userId, actor } = request;
  const { id: campaignId, idempotencyKey: key } = params;
  const event = { actor, action: `campaign.${verb}_requested`, userId };
  const asked = { organizationId, campaignId, action: `campaign.${verb}`, key, event };
  const given = await operations.findAnswer(asked);
  if (given) {
    request.waiveConfirmation();
    return given;
  }
  const plan = confirmedPlan(await campaigns.getStored(organizationId, campaignId), clock());
  await request.confirm(plan);
  const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
  return operations.start(asked, (campaign) => {
    if (!isStill(campaign, plan)) throw conflict('The campaign changed while this was confirmed.');
    return decide(campaign, origin);
  });
}
