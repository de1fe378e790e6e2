import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { stopContracts } from '../../../../contracts/campaign/stops.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { mayThaw } from '../domain/may-thaw.ts';

export function thaw({ stops }: CampaignDeps) {
  return action(stopContracts.thaw, async function thaw(request) {
    const { params, organizationId, userId, actor, call, confirm } = request;
    const { id, idempotencyKey: key } = params;
    const asked = { organizationId, userId, action: 'campaign.thaw', key, body: { id } };
    const given = await stops.findAnswer(asked);
    if (given) {
      request.waiveConfirmation(); // nothing is done again
      return given;
    }
    const { scope, scopeId } = await stops.get(organizationId, id);
    await confirm({ stopId: id, scope, scopeId });
    const { approvalPolicy } = await call(accountContracts.organization, {});
    return stops.thaw(asked, id, { actor, userId }, (stop) => mayThaw(stop, approvalPolicy, userId));
  });
}
