import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { archiveCampaign, requireVersion } from '../domain/versions.ts';

export function archive({ campaigns, clock }: CampaignDeps) {
  return action(contentContracts.archive, async function archive({ params, organizationId, userId, actor }) {
    const before = await campaigns.getStored(organizationId, params.id);
    requireVersion(before.campaign, params.version);
    const after = archiveCampaign(before, clock());
    const event = { actor, action: 'campaign.archived', userId };
    return campaigns.save(organizationId, { before, after, event }, 'VERSION_STALE');
  });
}
