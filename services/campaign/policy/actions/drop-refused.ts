import { campaignPolicyContracts } from '../../../../contracts/campaign/policy.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { decide } from '../decide.ts';

export function dropRefused(deps: CampaignDeps) {
  return action(campaignPolicyContracts.dropRefused, async function dropRefused(request) {
    return decide(deps, request, request.params, 'drop');
  });
}
