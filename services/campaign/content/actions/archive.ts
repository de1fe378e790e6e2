import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { archived, requireVersion } from '../domain/versions.ts';

export function archive({ store, clock }: CampaignDeps) {
  return action(contentContracts.archive, async function archive({ params, organizationId, userId, actor }) {
    const before = await store.kept(organizationId, params.id);
    requireVersion(before.campaign, params.version);
    const after = archived(before, clock());
    const event = { actor, action: 'campaign.archived', userId };
    return store.save(organizationId, before, after, event, 'VERSION_STALE');
  });
}
