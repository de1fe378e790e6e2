import { campaignPolicyContracts } from '../../../../contracts/campaign/policy.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { decide } from '../decide.ts';

export function exemptPolicy(deps: CampaignDeps) {
  return action(campaignPolicyContracts.exemptPolicy, async function exemptPolicy(request) {
    return decide(deps, request, request.params, 'exempt');
  });
}
