import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { confirmMoney } from '../confirm-money.ts';
import type { Failure } from '../domain/decision.ts';
import { leave as leaveThere } from '../domain/leave.ts';
import { isLeft } from '../domain/left.ts';

/** For people alone, with a factor: what is left may go on spending, and this product stops asking. */
export function leave(deps: CampaignDeps) {
  return action(publishingContracts.leave, async function leave(request) {
    const { params, organizationId, userId, actor, callAsService } = request;
    const { campaign } = await deps.campaigns.getStored(organizationId, params.id);
    const held = campaign.publications.filter((one) => one.status !== 'removed' && !isLeft(one));
    const shut = new Map<string, Failure>();
    for (const { adAccountId: id } of held) {
      const answer = await callAsService(adAccountContracts.accountReach, { id });
      if (answer.shut !== null) shut.set(id, answer.shut);
    }
    const decide = (now: typeof campaign, running: Parameters<typeof leaveThere>[1]) =>
      leaveThere(now, running, shut, deps.clock());
    decide(campaign, null); // what is not to be left is not confirmed either
    const left = [...shut].map(([adAccountId, why]) => ({ adAccountId, ...why }));
    await confirmMoney(deps, request, { left });
    const event = { actor, action: 'campaign.left_unknown', userId, detail: { left } };
    return deps.operations.leave({ organizationId, campaignId: params.id, event }, decide);
  });
}
