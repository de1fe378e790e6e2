import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';
import type { CampaignDirectory } from './campaign-directory.ts';
import type { CampaignStore } from './store/campaigns.ts';

/** The campaigns that the named ones' figures count as. @throws AppError CAMPAIGN_NOT_FOUND for one that the organisation does not have */
export async function countedCampaigns(
  { campaigns, knownCampaigns }: { campaigns: CampaignDirectory; knownCampaigns: CampaignStore },
  call: Call,
  organizationId: string,
  named: readonly string[],
): Promise<string[]> {
  const ids = named.map((id) => id.toLowerCase());
  await campaigns.ensure(call, organizationId, ids);
  const known = await knownCampaigns.findMany(organizationId, ids);
  if (ids.some((id) => !known.has(id))) throw new AppError('CAMPAIGN_NOT_FOUND');
  return [...new Set(await Promise.all(ids.map((id) => campaigns.canonical(organizationId, id))))];
}
