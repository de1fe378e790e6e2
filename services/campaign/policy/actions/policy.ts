import { campaignPolicyContracts } from '../../../../contracts/campaign/policy.ts';
import { policyContracts } from '../../../../contracts/platforms/policy.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { atPlatforms } from '../at-platforms.ts';

export function policy({ campaigns }: CampaignDeps) {
  return action(
    campaignPolicyContracts.policy,
    async function policy({ params, organizationId, callAsService }) {
      const { campaign } = await campaigns.getStored(organizationId, params.id);
      const { id: campaignId, version } = campaign;
      const { refusals } = await atPlatforms(callAsService(policyContracts.policy, { campaignId, version }));
      return { campaignId, version, refusals };
    },
  );
}
