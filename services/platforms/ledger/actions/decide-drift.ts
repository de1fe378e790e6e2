import { driftContracts } from '../../../../contracts/platforms/drift.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { decideDifferences } from '../store/drift-decisions.ts';
import { readPublished } from '../store/published.ts';

export function acceptDrift(deps: PlatformsDeps) {
  return action(driftContracts.acceptDrift, async function acceptDrift(request) {
    return decide(deps, request, 'accepted');
  });
}

export function ignoreDrift(deps: PlatformsDeps) {
  return action(driftContracts.ignoreDrift, async function ignoreDrift(request) {
    return decide(deps, request, 'ignored');
  });
}

type Request = Pick<Parameters<typeof decideDifferences>[1], 'organizationId' | 'actor'> & {
  params: { campaignId: string; platform: string; ids: readonly string[]; by: string };
};

async function decide(
  { database }: PlatformsDeps,
  { params, organizationId, actor }: Request,
  decision: 'accepted' | 'ignored',
) {
  const { campaignId, platform, ids, by } = params;
  const published = await readPublished(database.query, organizationId, campaignId);
  const publication = published.find((one) => one.platform === platform);
  if (!publication) throw new AppError('CAMPAIGN_NOT_FOUND');
  const about = { organizationId, publicationId: publication.publicationId, campaignId, platform };
  await database.transaction((tx) => decideDifferences(tx, { ...about, ids, by, actor, decision }));
  return { done: true as const };
}
