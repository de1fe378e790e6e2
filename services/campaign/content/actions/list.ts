import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export const list = ({ store }: CampaignDeps) =>
  action(contentContracts.list, async ({ params, organizationId }) => store.list(organizationId, params));
