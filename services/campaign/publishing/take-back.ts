import type { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import type { Exposure } from '../../../rules/exposure-order.ts';
import type { Request } from '../../../mixins/action.ts';
import { conflict } from '../content/domain/lifecycle.ts';
import type { CampaignDeps } from '../deps.ts';
import { confirmMoney } from './confirm-money.ts';
import { planFor } from './domain/confirmed-plan.ts';
import { exposureOfContent } from './domain/exposure.ts';
import { principalOf, requireAllowed } from './domain/guard.ts';
import type { StoredOperation } from './domain/operation.ts';
import { requireApprovalHolds } from './require-standing.ts';

/** What is to be spent once a pause is proved. */
const NOTHING: Exposure = new Map();

/**
 * Asks whether a person may take back a pause, or a removal, that is not proved yet: what it was about goes on serving, which is what a
 * resume comes to, and takes the same: no stop over it, the standing approval of the version that the platforms hold, the one rule on
 * exposure, and a step-up where that exists.
 * @throws AppError STOPPED, APPROVAL_LAPSED, APPROVER_NOT_ELIGIBLE, PERMISSION_DENIED, CAMPAIGN_NOT_FOUND, CAMPAIGN_STATE_CONFLICT, or
 * what a confirmation throws
 */
export async function requireTakeBack(
  deps: CampaignDeps,
  request: Request<typeof publishingContracts.cancel>,
  { operation: { campaignId }, version }: StoredOperation,
): Promise<void> {
  const { campaigns, stops, clock } = deps;
  const { organizationId, caller } = request;
  const { campaign } = await campaigns.getStored(organizationId, campaignId);
  await stops.requireNotStopped(organizationId, campaign);
  const [content, standing] = await Promise.all([
    campaigns.version(organizationId, campaignId, version),
    campaigns.versionStanding(organizationId, campaignId, version),
  ]);
  if (!content || !standing) throw conflict('It is not known which version would go on serving.');
  const { hash, approved } = standing;
  requireAllowed({
    before: NOTHING,
    after: exposureOfContent(content),
    principal: principalOf(caller),
    hash,
    approval: approved ? { hash } : null,
  });
  await requireApprovalHolds(deps, request, { campaignId, version });
  await confirmMoney(deps, request, planFor({ campaignId, version, hash }, content, clock()));
}
