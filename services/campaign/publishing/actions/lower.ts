import { v7 as uuidv7 } from 'uuid';
import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import type { CampaignDeps } from '../../deps.ts';
import { readyContent } from '../../review/readiness.ts';
import { requireSeen } from '../domain/confirmed-plan.ts';
import { principalOf } from '../domain/guard.ts';
import { startLowering } from '../domain/lowering.ts';

/** For whoever may pause, people and machines: what only lowers asks for nobody's approval and nobody's factor. */
export function lower(deps: CampaignDeps) {
  const { campaigns, operations, clock } = deps;
  return action(publishingContracts.lower, async function lower(request) {
    const { params, organizationId, userId, actor, caller, callAsService } = request;
    const { id: campaignId, idempotencyKey: key, hash } = params;
    const event = { actor, action: 'campaign.lower_requested', userId };
    const asked = { organizationId, campaignId, action: 'campaign.lower', key, event };
    const given = await operations.findAnswer(asked);
    if (given) return given;
    const read = await campaigns.getStored(organizationId, campaignId);
    requireSeen(read, hash);
    const { publishedVersion } = read.campaign;
    const published =
      publishedVersion === null
        ? null
        : await campaigns.version(organizationId, campaignId, publishedVersion);
    const { platforms: applied } = await callAsService(submissionContracts.applied, { campaignId });
    const known = { published, applied, principal: principalOf(caller) };
    const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
    if (!read.busy) startLowering(read, known, origin); // what is refused is so before the platforms' rules are asked
    await readyContent(callAsService, read.campaign, clock());
    return operations.start(asked, (current) => {
      // what the ledger said is true of the campaign as it was then
      if (current.revision !== read.revision) throw conflict('The campaign changed at the same moment.');
      return startLowering(current, known, origin);
    });
  });
}
