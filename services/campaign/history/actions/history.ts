import { historyContracts } from '../../../../contracts/campaign/history.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { changeOf } from '../domain/history.ts';

export function history(deps: CampaignDeps) {
  return action(historyContracts.history, async function history({ params, organizationId }) {
    const { data, page } = await deps.history.list(organizationId, params);
    // every campaign has a first change, so an empty page may mean that there is no such campaign: 404
    if (data.length === 0) await deps.campaigns.get(organizationId, params.id);
    return { data: data.map(changeOf), page };
  });
}
