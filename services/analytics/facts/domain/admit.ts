import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Line } from './normalise.ts';

/** A campaign that the organisation has, ours or external; currency null = not known. */
export type KnownCampaign = { readonly currency: string | null };

/**
 * Keeps the lines whose campaign the organisation has, in the campaign's currency. The others are rejected one by one:
 * CAMPAIGN_NOT_FOUND (also for a campaign of another organisation, which looks the same) or CURRENCY_MISMATCH.
 */
export function admit(
  lines: readonly Line[],
  known: ReadonlyMap<string, KnownCampaign>,
): { admitted: Line[]; rejected: RejectedRow[] } {
  const admitted: Line[] = [];
  const rejected: RejectedRow[] = [];
  for (const { line, fact } of lines) {
    const campaign = known.get(fact.campaignId);
    if (!campaign) {
      rejected.push({ line, code: 'CAMPAIGN_NOT_FOUND', message: 'No such campaign.' });
    } else if (campaign.currency !== null && campaign.currency !== fact.currency) {
      const message = `The campaign is in ${campaign.currency}, the row is in ${fact.currency}.`;
      rejected.push({ line, code: 'CURRENCY_MISMATCH', message });
    } else {
      admitted.push({ line, fact });
    }
  }
  return { admitted, rejected };
}
