import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export const read = ({ store }: CampaignDeps) =>
  action(contentContracts.read, async ({ params, organizationId }) => store.read(organizationId, params.id));
