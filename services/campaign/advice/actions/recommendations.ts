import { adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export const recommendations = ({ recommendations: store, clock }: CampaignDeps) =>
  action(adviceContracts.recommendations, async ({ params, organizationId }) =>
    store.list(organizationId, params, clock()),
  );
