import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import { withUpdatedAt } from '../../content/domain/versions.ts';
import type { Failure } from './decision.ts';
import { isLeft, LEFT_UNKNOWN } from './left.ts';
import { isStopping, type StoredOperation } from './operation.ts';
import { superseded } from './supersede.ts';

/** By ad account: why its platform lets nobody in, as it said a moment ago. */
export type Shut = ReadonlyMap<string, Failure>;

/** The campaign that was left, and the stop of it that ends with that; null where none was at work. */
export type Left = { campaign: Campaign; ended: StoredOperation | null };

/**
 * Leaves what platforms hold of a campaign that let nobody in: nothing more is asked of them, and whether it serves is not known. The
 * campaign is archived once no other platform holds a part of it, which can be stopped and removed.
 * @throws AppError CAMPAIGN_STATE_CONFLICT when every platform lets us in, or something else than a stop is at work
 */
export function leave(campaign: Campaign, running: StoredOperation | null, shut: Shut, at: Date): Left {
  if (running && !isStopping(running.operation))
    throw conflict('Another operation of this campaign is running: pause the campaign first.');
  const open = campaign.publications.filter((one) => one.status !== 'removed' && !isLeft(one));
  const left = open.filter(({ adAccountId }) => shut.has(adAccountId));
  if (left.length === 0)
    throw conflict('The platforms let this product in: delete the campaign, and it is stopped and removed.');
  const rest = open.filter((one) => !left.includes(one));
  const unproved = running ? rest.find(({ status }) => status !== 'paused') : undefined;
  if (unproved)
    throw conflict(`The stop on ${PLATFORM_NAMES[unproved.platform]} is at work, and not proved yet.`);
  const publications = campaign.publications.map((one) => {
    const why = left.includes(one) ? shut.get(one.adAccountId) : undefined;
    return why ? leftAlone(one, why, at) : one;
  });
  const status = rest.length === 0 ? ('archived' as const) : ('needs_review' as const);
  const review = status === 'archived' ? null : campaign.review;
  const ended = running && superseded(running, publications, at);
  return {
    campaign: withUpdatedAt({ ...campaign, status, review, publications }, at),
    ended: ended && { ...ended, operation: { ...ended.operation, error: ENDED } },
  };
}

const ENDED: Failure = {
  code: LEFT_UNKNOWN,
  message:
    'Somebody left what the platform holds as it is, because it lets nobody in; whether it serves is not known.',
};

function leftAlone(publication: Publication, { code, message }: Failure, at: Date): Publication {
  const words = `${PLATFORM_NAMES[publication.platform]} lets nobody in: ${message} (${code}) What it holds of the campaign was left as it is; whether it serves is not known.`;
  const error = { code: LEFT_UNKNOWN, message: words };
  return { ...publication, status: 'needs_review', error, updatedAt: at.toISOString() };
}
