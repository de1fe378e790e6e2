import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import { driftContracts, type PlatformDrift } from '../../../contracts/platforms/drift.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';

/**
 * What the platforms hold of a campaign now. Where platforms does not answer, or not in time, each platform that holds something
 * is `unknown`, with the reason.
 * @param callAsService in this service's own name: platforms tells nobody else
 */
export async function readDrift(
  callAsService: Call,
  campaign: Campaign,
  timeoutMs = 30_000,
): Promise<PlatformDrift[]> {
  const present = campaign.publications.filter(({ status }) => status !== 'removed');
  if (present.length === 0) return [];
  try {
    const { platforms } = await callAsService(
      driftContracts.drift,
      { campaignId: campaign.id },
      { timeoutMs },
    );
    return platforms;
  } catch (error) {
    if (!(error instanceof AppError) || error.status < 500) throw error;
    const reason = { code: error.code, message: error.message };
    return present.map(({ platform, adAccountId }) => ({
      platform,
      adAccountId,
      state: 'unknown',
      readAt: null,
      error: reason,
      differences: [],
    }));
  }
}
