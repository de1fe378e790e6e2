import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export const get = ({ store }: CampaignDeps) =>
  action(contentContracts.get, async ({ params, organizationId }) => store.get(organizationId, params.id));
