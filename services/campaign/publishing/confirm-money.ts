import type { Caller } from '../../../contracts/caller.ts';
import type { Call } from '../../../mixins/call.ts';
import type { Confirm } from '../../../mixins/confirmation.ts';
import type { CampaignDeps } from '../deps.ts';
import { requireKnownFactor } from './require-standing.ts';

/**
 * The one way in which a person confirms what may raise what is spent; no action of this service asks for a confirmation by itself.
 * A factor that is not known to be theirs confirms nothing.
 * @param subject what they confirm beside the request's parameters
 * @throws AppError APPROVER_NOT_ELIGIBLE, STEP_UP_REQUIRED, STEP_UP_INVALID, FACTOR_REQUIRED
 */
export async function confirmMoney(
  deps: Pick<CampaignDeps, 'approverRules' | 'clock'>,
  request: { caller: Caller; callAsService: Call; confirm: Confirm },
  subject: object,
): Promise<void> {
  await requireKnownFactor(deps, request);
  await request.confirm(subject);
}
