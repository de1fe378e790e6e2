import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { standingContracts } from '../../../../contracts/auth/standing.ts';
import { stopContracts } from '../../../../contracts/campaign/stops.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { confirmMoney } from '../../publishing/confirm-money.ts';
import { requireStanding } from '../../review/domain/approver.ts';
import { mayThaw } from '../domain/may-thaw.ts';

/** Ends a stop as the organisation's policy asks; whoever is one of two people for an approval may be one of two here. */
export function thaw(deps: CampaignDeps) {
  const { stops, approverRules, clock } = deps;
  return action(stopContracts.thaw, async function thaw(request) {
    const { params, organizationId, userId, actor, call, callAsService } = request;
    const { id, idempotencyKey: key } = params;
    const asked = { organizationId, userId, action: 'campaign.thaw', key, body: { id } };
    const given = await stops.findAnswer(asked);
    if (given) {
      request.waiveConfirmation(); // nothing is done again
      return given;
    }
    const { scope, scopeId, thawRequestedBy } = await stops.get(organizationId, id);
    const requireOf = async (person: string) =>
      requireStanding(
        await callAsService(standingContracts.approverStanding, { userId: person }),
        approverRules,
        clock(),
      );
    await requireOf(userId);
    const stands =
      thawRequestedBy === null ||
      thawRequestedBy === userId ||
      (await requireOf(thawRequestedBy).then(() => true, isNone));
    await confirmMoney(deps, request, { stopId: id, scope, scopeId });
    const { approvalPolicy } = await call(accountContracts.organization, {});
    return stops.thaw(asked, id, { actor, userId }, (stop) => {
      if (stop.thawRequestedBy !== thawRequestedBy)
        throw new AppError('STOP_STATE_CONFLICT', { detail: 'Somebody else has just asked for the thaw.' });
      return mayThaw(stop, approvalPolicy, userId, stands);
    });
  });
}

/** False where the person is no member any more, holds no role that may approve, or is not fit to be one of two. */
function isNone(error: unknown): false {
  const none = error instanceof AppError && NONE.has(error.code);
  if (none) return false;
  throw error;
}
const NONE = new Set<string>(['RESOURCE_NOT_FOUND', 'APPROVER_NOT_ELIGIBLE']);
