import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { approved, isOwnSubmission } from '../domain/review.ts';

export function approve({ store, clock }: CampaignDeps) {
  return action(
    reviewContracts.approve,
    async function approve({ params, organizationId, userId, actor, call }) {
      const { id, hash, note } = params;
      const before = await store.kept(organizationId, id);
      // Two different people satisfy every policy; only one's own submission must ask which one holds. No token can carry
      // a step-up yet, so nobody has stepped up.
      const own = isOwnSubmission(before.campaign, userId);
      const policy = own ? (await call(accountContracts.organization, {})).approvalPolicy : 'two_people';
      const after = approved(before, { by: userId, at: clock(), hash, note, policy, steppedUp: false });
      const event = {
        actor,
        action: 'campaign.approved',
        userId,
        detail: note === undefined ? {} : { note },
      };
      return store.save(organizationId, before, after, event);
    },
  );
}
