import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { approveCampaign, isOwnSubmission } from '../domain/review.ts';

export function approve({ campaigns, clock }: CampaignDeps) {
  return action(
    reviewContracts.approve,
    async function approve({ params, organizationId, userId, actor, call }) {
      const { id, hash, note } = params;
      const before = await campaigns.getStored(organizationId, id);
      // An approval by another person satisfies every policy, so the organisation is asked for its policy only when people
      // approve what they submitted themselves. Tokens carry no step-up yet: steppedUp is always false.
      const own = isOwnSubmission(before.campaign, userId);
      const policy = own ? (await call(accountContracts.organization, {})).approvalPolicy : 'two_people';
      const decision = { decidedBy: userId, decidedAt: clock(), note };
      const after = approveCampaign(before, { ...decision, hash, policy, steppedUp: false });
      const detail = note === undefined ? {} : { note };
      const event = { actor, action: 'campaign.approved', userId, detail };
      return campaigns.save(organizationId, { before, after, event });
    },
  );
}
