import { campaignDriftContracts } from '../../../../contracts/campaign/drift.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { campaignDrift } from '../domain/drift.ts';
import { knownDrift } from '../known-drift.ts';

export function drift(deps: CampaignDeps) {
  return action(campaignDriftContracts.drift, async function drift(request) {
    const { campaign, published, platforms } = await knownDrift(deps, request, request.params.id);
    return campaignDrift(campaign, published, platforms);
  });
}
