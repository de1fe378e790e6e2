import { isDeepStrictEqual } from 'node:util';
import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { withUpdatedAt } from '../../content/domain/versions.ts';
import type { TargetStatus } from './decision.ts';
import type { StoredOperation } from './operation.ts';
import { publicationsAfter } from './publications.ts';

/**
 * The campaign that tells what the platforms which are done have done, while others are still at work (that may take hours);
 * null when there is nothing that it does not tell already. A paused campaign of which one half serves is active.
 */
export function tellHalves(
  campaign: Campaign,
  { version }: Pick<StoredOperation, 'version'>,
  targets: readonly TargetStatus[],
  at: Date,
): Campaign | null {
  const settled = publicationsAfter(campaign.publications, targets, version, at);
  const publications = campaign.publications.map((told, place) => {
    const now = settled[place] ?? told;
    return isDeepStrictEqual(untimed(told), untimed(now)) ? told : now;
  });
  if (publications.every((publication, place) => publication === campaign.publications[place])) return null;
  const serves = publications.some(({ status }) => status === 'active');
  const status = campaign.status === 'paused' && serves ? 'active' : campaign.status;
  return withUpdatedAt({ ...campaign, status, publications }, at);
}

const untimed = ({ updatedAt: _updatedAt, ...publication }: Publication) => publication;
