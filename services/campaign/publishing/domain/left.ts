import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { conflict } from '../../content/domain/lifecycle.ts';

/** The code of what a person left on a platform that lets nobody in. */
export const LEFT_UNKNOWN = 'LEFT_UNKNOWN';

/** Whether a person left it on its platform: nothing of it is paused, changed or removed any more, and whether it serves is not known. */
export const isLeft = ({ error }: Pick<Publication, 'error'>): boolean => error?.code === LEFT_UNKNOWN;

/**
 * What was left may serve there: it is not made a second time beside that, and nothing else serves under the same campaign.
 * @throws AppError CAMPAIGN_STATE_CONFLICT
 */
export function requireNothingLeft({ publications }: Pick<Campaign, 'publications'>): void {
  const left = publications.find(isLeft);
  if (left)
    throw conflict(
      `What ${PLATFORM_NAMES[left.platform]} holds of this campaign was left there, and whether it serves is not known: make a new campaign.`,
    );
}
