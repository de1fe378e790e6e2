import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { MAY_SERVE } from '../../content/domain/versions.ts';
import type { Failure } from '../../publishing/domain/decision.ts';
import { platformNamedIn } from '../../publishing/domain/named-failure.ts';
import { isLeft } from '../../publishing/domain/left.ts';
import { isStopping, type DriftWays } from '../../publishing/domain/operation.ts';
import { HELD } from '../../publishing/domain/steps.ts';

/** The last operation of a campaign, as far as a review tells of it. */
export type LastOperation = Pick<Operation, 'id' | 'kind' | 'status' | 'error' | 'updatedAt'>;

/** What the rule reads of a campaign. */
export type State = {
  campaign: Campaign;
  last: LastOperation | null;
  /**
   * By platform: what can be done about the differences with which an operation ended there last. None where that was not kept: an
   * earlier release ended it.
   */
  driftWays?: DriftWays | null | undefined;
  /** The stop that stands over it; null, or left out, where none does. */
  stopId?: string | null;
  /** The platforms of the published version; null while none is published. */
  publishedPlatforms: readonly Platform[] | null;
};

/** What is not as it was last decided, and waits for a person; `publication` null: of the campaign as a whole. */
export type Unsettled = { publication: Publication | null; error: Failure };

const UNSAID: Failure = { code: 'INTERNAL_ERROR', message: 'Nobody said why.' };

/**
 * Every state in which something on a platform is not as this product's latest word says, and nothing that runs will mend it. An
 * operation at work mends it by itself, but for a stop that a platform did not let prove: of that people are told at once.
 */
export function unsettled(state: State): Unsettled[] {
  const { campaign, last } = state;
  if (last !== null && isAtWork(last)) return unproved(campaign, last);
  const own = findingsOf(OF_ONE, state);
  const found = own.length > 0 ? own : findingsOf(BETWEEN, state);
  if (found.length > 0 || isOver(campaign)) return found;
  if (campaign.status !== 'needs_review' && last?.status !== 'needs_review') return [];
  return [{ publication: namedIn(campaign, last?.error), error: last?.error ?? UNSAID }];
}

const LEFT: Failure = {
  code: 'LEFT_ON_PLATFORM',
  message: 'Objects of the campaign are there, of which no published version wants any.',
};

/** Its schedule is over, or it was put away: nothing more is wanted of the platforms. */
const isOver = ({ status }: Campaign): boolean => status === 'archived' || status === 'completed';
const isAtWork = ({ status }: LastOperation): boolean => status === 'pending' || status === 'running';
/** Ends that people asked for: where nothing is left, it is as they said. */
const ENDED_BY_PEOPLE: readonly string[] = ['CANCELLED', 'SUPERSEDED'];
/** People are at a new version. */
const IN_PREPARATION: readonly string[] = ['draft', 'in_review', 'approved'];

/** Whether the platform holds something of it, as far as is known, or may. */
const isHeld = ({ status, externalId }: Publication): boolean =>
  status !== 'removed' && (externalId !== null || HELD.includes(status) || MAY_SERVE.includes(status));

const namesOf = (publications: readonly Publication[]): string =>
  publications.map(({ platform }) => PLATFORM_NAMES[platform]).join(', ');

function namedIn({ publications }: Campaign, error: Failure | null | undefined): Publication | null {
  const platform = error ? platformNamedIn(error) : null;
  return publications.find((publication) => publication.platform === platform) ?? null;
}

/** What a stop that goes on was told by a platform that did not let it be proved. */
function unproved(campaign: Campaign, { kind, error }: LastOperation): Unsettled[] {
  return isStopping({ kind }) && error !== null ? [{ publication: namedIn(campaign, error), error }] : [];
}

type Rule = (publication: Publication, state: State) => Failure | null;

/** What is not right with one platform's part, whatever the other one does; the first that applies tells of it. */
const OF_ONE: readonly Rule[] = [needsReview, goneOnPlatform, notDone, leftOnPlatform];
/** What is not right between the platforms, where nothing else says why. */
const BETWEEN: readonly Rule[] = [halfUpdated, partlyServing, partlyRemoved];

function findingsOf(rules: readonly Rule[], state: State): Unsettled[] {
  return state.campaign.publications.flatMap((publication) => {
    const error = rules.map((rule) => rule(publication, state)).find((failure) => failure !== null);
    return error ? [{ publication, error }] : [];
  });
}

/** A platform said, or did not say, something of which a person has to judge. */
function needsReview({ status, error }: Publication, { campaign }: State): Failure | null {
  if (isLeft({ error }) && isOver(campaign)) return null; // a person has decided
  return status === 'needs_review' ? (error ?? UNSAID) : null;
}

/** It was removed on the platform itself, and the campaign still wants it there. */
function goneOnPlatform({ platform, status, error }: Publication, { campaign }: State): Failure | null {
  const isWanted = !isOver(campaign) && campaign.platforms.includes(platform);
  return status === 'removed' && error?.code === 'PLATFORM_OBJECT_GONE' && isWanted ? error : null;
}

/** Something was asked of the platform, and is not so: refused, given up, or cut short. */
function notDone(publication: Publication, { campaign }: State): Failure | null {
  const { platform, status, error } = publication;
  if (error === null || status === 'removed' || isOver(campaign)) return null;
  if (isHeld(publication)) return error;
  // nothing of it is there: what people have ended themselves, replaced by a new version or left out is as they said
  const isEnded = ENDED_BY_PEOPLE.includes(error.code) || IN_PREPARATION.includes(campaign.status);
  return isEnded || !campaign.platforms.includes(platform) ? null : error;
}

/** Something is there of which the campaign wants nothing there (any more). */
function leftOnPlatform(publication: Publication, { campaign, publishedPlatforms }: State): Failure | null {
  if (!isHeld(publication) || isLeft(publication)) return null;
  const isWanted =
    campaign.status !== 'archived' && publishedPlatforms?.includes(publication.platform) === true;
  return isWanted ? null : LEFT;
}

/** One platform was brought to a version, and another was not. */
function halfUpdated({ status, version }: Publication, { campaign }: State): Failure | null {
  const { publishedVersion } = campaign;
  if (publishedVersion === null || isOver(campaign) || !HELD.includes(status)) return null;
  if (version === publishedVersion) return null;
  const message = `It holds version ${version} of the campaign; the published one is version ${publishedVersion}.`;
  return { code: 'UPDATE_HALF_DONE', message };
}

/** One platform serves, and another, which should, does not; unless a pause of one alone was asked for last. */
function partlyServing(
  publication: Publication,
  { campaign, last, publishedPlatforms }: State,
): Failure | null {
  const others = campaign.publications.filter((one) => one !== publication && one.status === 'active');
  const isMeant = last?.kind === 'pause' && last.status === 'succeeded';
  const isIdle = ['paused', 'verified', 'failed'].includes(publication.status);
  const isWanted = publishedPlatforms?.includes(publication.platform) === true;
  if (!isIdle || !isWanted || isMeant || isOver(campaign) || others.length === 0) return null;
  const message = `It does not serve, while ${namesOf(others)} does.`;
  return { code: 'PARTLY_SERVING', message };
}

/** A removal took away one platform's part, and another one's is there. */
function partlyRemoved(publication: Publication, { campaign, publishedPlatforms }: State): Failure | null {
  const others = campaign.publications.filter((one) => one !== publication && isHeld(one));
  const isWanted = publishedPlatforms?.includes(publication.platform) === true;
  if (publication.status !== 'removed' || !isWanted || isOver(campaign) || others.length === 0) return null;
  const message = `It was removed, while ${namesOf(others)} still holds its part.`;
  return { code: 'PARTLY_REMOVED', message };
}
