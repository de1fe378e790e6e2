import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Line } from './normalise.ts';

/** A campaign of the organisation, one of ours or an external one; `currency` is null when it is not known. */
export type KnownCampaign = { readonly currency: string | null };

/**
 * Admits the lines that name a campaign of the organisation and are in its currency. Every other line is rejected
 * with CAMPAIGN_NOT_FOUND (for another organisation's campaign too, so that its existence stays hidden) or
 * CURRENCY_MISMATCH.
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
