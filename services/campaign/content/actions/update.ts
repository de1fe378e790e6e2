import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import { checkNamedAccounts } from '../ad-accounts.ts';
import type { CampaignDeps } from '../../deps.ts';
import { contentFrom } from '../domain/validation.ts';
import { editCampaign, requireVersion } from '../domain/versions.ts';

export function update({ campaigns, clock }: CampaignDeps) {
  return action(
    contentContracts.update,
    async function update({ params, organizationId, userId, actor, call }) {
      const content = contentFrom(params.campaign);
      const before = await campaigns.getStored(organizationId, params.id);
      requireVersion(before.campaign, params.version);
      const after = editCampaign(before.campaign, content, clock());
      await checkNamedAccounts(call, content);
      const event = { actor, action: 'campaign.updated', userId };
      return campaigns.save(organizationId, { before, after, event }, 'VERSION_STALE');
    },
  );
}
