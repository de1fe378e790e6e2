import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { rejected } from '../domain/review.ts';

export function reject({ store, clock }: CampaignDeps) {
  return action(reviewContracts.reject, async function reject({ params, organizationId, userId, actor }) {
    const before = await store.kept(organizationId, params.id);
    const after = rejected(before.campaign, { by: userId, at: clock(), note: params.note });
    const event = { actor, action: 'campaign.rejected', userId, detail: { note: params.note } };
    return store.save(organizationId, before, after, event);
  });
}
