import { v7 as uuidv7 } from 'uuid';
import { proposalContracts } from '../../../../contracts/analytics/advice.ts';
import { adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { isSafe, recommendationOf, runningAdGroups } from '../domain/recommendation.ts';
import { wordsFor } from '../words-for.ts';

export function optimize({ campaigns, recommendations, clock }: CampaignDeps) {
  return action(adviceContracts.optimize, async function optimize({ params, organizationId, call, logger }) {
    const campaign = await campaigns.get(organizationId, params.id);
    if (campaign.status === 'archived' || campaign.status === 'completed') return { recommendations: [] };
    const { dailyMicros, currency, split } = campaign.budget;
    const budget = { dailyMicros, currency, split };
    const adGroups = runningAdGroups(campaign);
    const answer = await call(proposalContracts.propose, { campaignId: campaign.id, budget, adGroups });
    const proposals = answer.proposals.filter(({ change }) => isSafe(change, campaign.budget));
    const worded = await wordsFor(call, campaign, proposals, logger);
    const now = clock();
    const proposed = worded.map(([proposal, words]) =>
      recommendationOf(proposal, words, campaign, { id: uuidv7(), createdAt: now }),
    );
    return { recommendations: await recommendations.saveProposed(organizationId, campaign, proposed, now) };
  });
}
