import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export const operation = ({ sagas }: CampaignDeps) =>
  action(publishingContracts.operation, async ({ params, organizationId }) =>
    sagas.operation(organizationId, params.id),
  );
