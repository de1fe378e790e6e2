import { campaignDriftContracts } from '../../../../contracts/campaign/drift.ts';
import { driftContracts } from '../../../../contracts/platforms/drift.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { CampaignDeps } from '../../deps.ts';
import { auditOf, chosenOf } from '../domain/drift.ts';
import { DECIDED_BY_PEOPLE, knownDrift } from '../known-drift.ts';

export function ignoreDrift(deps: CampaignDeps) {
  return action(campaignDriftContracts.ignoreDrift, async function ignoreDrift(request) {
    const { params, organizationId, userId, actor, caller, callAsService } = request;
    requirePerson(caller, DECIDED_BY_PEOPLE);
    const { campaign, platforms } = await knownDrift(deps, request, params.id);
    const chosen = chosenOf(platforms, params.ids);
    for (const platform of new Set(chosen.map((one) => one.platform))) {
      const ids = chosen.filter((one) => one.platform === platform).map(({ difference }) => difference.id);
      await callAsService(driftContracts.ignoreDrift, { campaignId: campaign.id, platform, ids, by: userId });
    }
    await deps.decisionTrail.record({
      organizationId,
      campaignId: campaign.id,
      actor,
      action: 'campaign.drift_ignored',
      detail: { ...auditOf(chosen), published: campaign.publishedVersion },
    });
    return { done: true as const };
  });
}
