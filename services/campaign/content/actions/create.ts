import { v7 as uuidv7 } from 'uuid';
import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import { checkNamedAccounts } from '../ad-accounts.ts';
import type { CampaignDeps } from '../../deps.ts';
import { newCampaign } from '../domain/versions.ts';
import { contentFrom } from '../domain/validation.ts';

export function create({ campaigns, clock }: CampaignDeps) {
  return action(
    contentContracts.create,
    async function create({ params, organizationId, userId, actor, call }) {
      const { campaign: body, idempotencyKey: key } = params;
      const content = contentFrom(body);
      await checkNamedAccounts(call, content);
      const campaign = newCampaign(content, { id: uuidv7(), createdBy: userId, createdAt: clock() });
      const event = { actor, action: 'campaign.created', userId };
      return campaigns.create(organizationId, campaign, event, key === undefined ? undefined : { key, body });
    },
  );
}
