import { driftContracts } from '../../../../contracts/platforms/drift.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { ignoreDifferences } from '../store/ignored.ts';
import { readPublished } from '../store/published.ts';

export function ignoreDrift({ database }: PlatformsDeps) {
  return action(driftContracts.ignoreDrift, async function ignoreDrift({ params, organizationId, actor }) {
    const { campaignId, platform, ids, by } = params;
    const published = await readPublished(database.query, organizationId, campaignId);
    const publication = published.find((one) => one.platform === platform);
    if (!publication) throw new AppError('CAMPAIGN_NOT_FOUND');
    const { publicationId } = publication;
    await database.transaction((tx) =>
      ignoreDifferences(tx, { organizationId, publicationId, campaignId, platform, ids, by, actor }),
    );
    return { done: true as const };
  });
}
