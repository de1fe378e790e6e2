import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { readPublished } from '../store/published.ts';

export function applied({ database }: PlatformsDeps) {
  return action(submissionContracts.applied, async function applied({ params, organizationId }) {
    const published = await readPublished(database.query, organizationId, params.campaignId);
    return {
      platforms: published.map(({ platform, adAccountId, verified, written, isChanging }) => ({
        platform,
        adAccountId,
        verified,
        isWhole: verified !== null && written.length === 0 && !isChanging,
      })),
    };
  });
}
