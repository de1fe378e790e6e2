import { contentContracts } from '../../../../contracts/campaign/content.ts';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Caller } from '../../../../contracts/caller.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import { checkNamedAccounts } from '../ad-accounts.ts';
import type { CampaignDeps } from '../../deps.ts';
import { contentFrom } from '../domain/validation.ts';
import { editCampaign, requireVersion } from '../domain/versions.ts';

export function update({ campaigns, clock }: CampaignDeps) {
  return action(
    contentContracts.update,
    async function update({ params, organizationId, userId, actor, call, caller }) {
      const content = contentFrom(params.campaign);
      const before = await campaigns.getStored(organizationId, params.id);
      requireDraftOfAgent(caller, before.campaign);
      requireVersion(before.campaign, params.version);
      const after = editCampaign(before.campaign, content, clock());
      await checkNamedAccounts(call, content);
      const event = { actor, action: 'campaign.updated', userId };
      return campaigns.save(organizationId, { before, after, event }, 'VERSION_STALE');
    },
  );
}

/** An agent proposes: what people have submitted, approved or published it does not touch. @throws AppError PERMISSION_DENIED */
function requireDraftOfAgent(caller: Caller, { status, publishedVersion }: Campaign): void {
  const agent = caller.kind === 'api-key' && caller.access.kind === 'agent';
  if (agent && (status !== 'draft' || publishedVersion !== null))
    throw new AppError('PERMISSION_DENIED', { detail: 'An agent changes drafts only.' });
}
