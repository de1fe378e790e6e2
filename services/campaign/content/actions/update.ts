import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import { checkNamedAccounts } from '../ad-accounts.ts';
import type { CampaignDeps } from '../../deps.ts';
import { contentFrom } from '../domain/validation.ts';
import { edited, requireVersion } from '../domain/versions.ts';

export function update({ store, clock }: CampaignDeps) {
  return action(
    contentContracts.update,
    async function update({ params, organizationId, userId, actor, call }) {
      const content = contentFrom(params.campaign);
      const before = await store.kept(organizationId, params.id);
      requireVersion(before.campaign, params.version);
      const after = edited(before.campaign, content, clock());
      await checkNamedAccounts(call, content);
      const event = { actor, action: 'campaign.updated', userId };
      return store.save(organizationId, before, after, event, 'VERSION_STALE');
    },
  );
}
