import type { Recommendation } from '../../../contracts/campaign/advice.ts';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import { contentHash, contentOf } from '../content/domain/content.ts';
import { planFor, type ConfirmedPlan } from '../publishing/domain/confirmed-plan.ts';
import { withChange } from './domain/recommendation.ts';

/** What a person confirms who applies a recommendation: the version that it makes, and the most that one may cost. */
export function planOfChange({ change }: Recommendation, campaign: Campaign, now: Date): ConfirmedPlan {
  const content = withChange(contentOf(campaign), change);
  const version = campaign.version + 1;
  return planFor({ campaignId: campaign.id, version, hash: contentHash(content) }, content, now);
}
