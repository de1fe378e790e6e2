import type { ActionContract } from '../../../contracts/action.ts';
import { policyContracts, type PolicyRefusal } from '../../../contracts/platforms/policy.ts';
import type { Request } from '../../../mixins/action.ts';
import { requirePerson } from '../../../mixins/identity/require-person.ts';
import type { CampaignDeps } from '../deps.ts';
import { atPlatforms } from './at-platforms.ts';

/**
 * Keeps a person's decision about what the platforms refused of the current version, and says so in the trail; it holds when that
 * version is published again. @throws AppError PERMISSION_DENIED for machines, CAMPAIGN_NOT_FOUND, POLICY_CHANGED
 */
export async function decide(
  { campaigns, decisionTrail }: CampaignDeps,
  { caller, organizationId, userId, actor, callAsService }: Request<ActionContract>,
  { id, ids }: { id: string; ids: string[] },
  decision: 'exempt' | 'drop',
): Promise<{ done: true }> {
  requirePerson(caller, 'What a platform refuses is decided on by people.');
  const { campaign } = await campaigns.getStored(organizationId, id);
  const { version } = campaign;
  const { refusals } = await atPlatforms(
    callAsService(policyContracts.decidePolicy, { campaignId: id, version, ids, decision, by: userId }),
  );
  const action = decision === 'exempt' ? 'campaign.policy_exempted' : 'campaign.refused_dropped';
  await decisionTrail.record({
    organizationId,
    campaignId: id,
    actor,
    action,
    detail: { version, refusals: refusals.map(wordsOf) },
  });
  return { done: true };
}

const wordsOf = ({ platform, object, policy }: PolicyRefusal) => ({ platform, object, policy: policy.name });
