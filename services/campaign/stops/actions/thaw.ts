import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { standingContracts } from '../../../../contracts/auth/standing.ts';
import { stopContracts } from '../../../../contracts/campaign/stops.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { requireStanding } from '../../review/domain/approver.ts';
import { mayThaw } from '../domain/may-thaw.ts';

/** Ends a stop as the organisation's policy asks; whoever is one of two people for an approval may be one of two here. */
export function thaw({ stops, approverRules, clock }: CampaignDeps) {
  return action(stopContracts.thaw, async function thaw(request) {
    const { params, organizationId, userId, actor, call, callAsService, confirm } = request;
    const { id, idempotencyKey: key } = params;
    const asked = { organizationId, userId, action: 'campaign.thaw', key, body: { id } };
    const given = await stops.findAnswer(asked);
    if (given) {
      request.waiveConfirmation(); // nothing is done again
      return given;
    }
    const { scope, scopeId } = await stops.get(organizationId, id);
    requireStanding(
      await callAsService(standingContracts.approverStanding, { userId }),
      approverRules,
      clock(),
    );
    await confirm({ stopId: id, scope, scopeId });
    const { approvalPolicy } = await call(accountContracts.organization, {});
    return stops.thaw(asked, id, { actor, userId }, (stop) => mayThaw(stop, approvalPolicy, userId));
  });
}
