import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function resolve(deps: CampaignDeps) {
  return action(contentContracts.resolve, async function resolve({ params, organizationId }) {
    const found = await deps.campaigns.byIds(organizationId, params.ids);
    const campaigns = found.map(({ id, name, status, platforms, budget, schedule }) => {
      const { currency, dailyMicros, split } = budget;
      return { id, name, status, platforms, currency, dailyMicros, split, schedule };
    });
    return { campaigns };
  });
}
