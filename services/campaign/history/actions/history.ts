import { historyContracts } from '../../../../contracts/campaign/history.ts';
import { pageOfRows } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { changeOf } from '../domain/history.ts';

export function history({ store }: CampaignDeps) {
  return action(historyContracts.history, async function history({ params, organizationId }) {
    const { id, limit, cursor } = params;
    const changes = await store.history(organizationId, id, { limit, cursor });
    if (changes.length === 0) await store.get(organizationId, id); // every campaign has a first change: is there one?
    return pageOfRows(changes.map(changeOf), limit, (change) => [change.id]);
  });
}
