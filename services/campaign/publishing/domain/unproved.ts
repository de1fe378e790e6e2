import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { HOUR_MS } from '../../../../lib/time.ts';
import { withUpdatedAt } from '../../content/domain/versions.ts';
import { isAtWork, type TargetStatus } from './decision.ts';
import { isStopping, type StoredOperation } from './operation.ts';
import { unprovedError } from './progress.ts';

/** How long a stop is tried before the campaign itself asks people to look; it goes on all the same. */
const LOOK_AFTER_MS = HOUR_MS;

/**
 * The campaign that asks people to look, because a stop of it is tried for an hour and not proved; null when that is not so,
 * or it does so already.
 */
export function askToLook(
  campaign: Campaign,
  stored: StoredOperation,
  targets: readonly TargetStatus[],
  at: Date,
): Campaign | null {
  const { operation } = stored;
  const error = unprovedError(stored, targets);
  if (!isStopping(operation) || at.getTime() - Date.parse(operation.createdAt) < LOOK_AFTER_MS) return null;
  if (campaign.status === 'needs_review' || error === null) return null;
  const unproved = targets.filter(isAtWork).map(({ platform }) => platform);
  const publications = campaign.publications.map((publication) =>
    unproved.includes(publication.platform)
      ? { ...publication, status: 'needs_review' as const, error, updatedAt: at.toISOString() }
      : publication,
  );
  return withUpdatedAt({ ...campaign, status: 'needs_review', publications }, at);
}
