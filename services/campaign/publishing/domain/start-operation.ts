import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { conflict, statusAfter } from '../../content/domain/lifecycle.ts';
import { withUpdatedAt, type StoredCampaign } from '../../content/domain/versions.ts';
import { requireApproved } from '../../review/domain/review.ts';
import {
  newOperation,
  type NewOperation,
  type OperationOrigin,
  type Step,
  type StoredOperation,
} from './operation.ts';
import { requireNothingLeft } from './left.ts';
import { platformsInWork, withUnproved } from './supersede.ts';
import { pauseSteps, publishSteps, removeSteps, resumeSteps } from './steps.ts';

/** An operation that starts, and its campaign from then on. */
export type StartedOperation = { campaign: Campaign; started: NewOperation };

/**
 * Publishes the approved version: the first time everything, later the differences.
 * @throws AppError CAMPAIGN_STATE_CONFLICT
 */
export function startPublish(stored: StoredCampaign, origin: OperationOrigin): StartedOperation {
  const { campaign } = stored;
  const status = statusAfter('publish', campaign);
  requireIdle(stored);
  requireNothingLeft(campaign);
  requireApproved(stored);
  const steps = publishSteps(campaign);
  if (steps.length === 0) throw conflict('The platforms hold this version already.');
  const kind = campaign.publishedVersion === null ? 'publish' : 'update';
  const publications = [
    ...markPublishing(campaign, steps, origin.at),
    ...newPublications(campaign, origin.at),
  ];
  return {
    campaign: withUpdatedAt({ ...campaign, status, publications }, origin.at),
    started: newOperation(campaign, kind, steps, origin),
  };
}

/**
 * Pauses what serves, may serve or could begin to. What runs gives way: it is `running`, and ends with it.
 * @param within an ad account outside of which nothing is paused but what ran; null: everywhere
 * @throws AppError CAMPAIGN_STATE_CONFLICT when nothing of the campaign is on a platform
 */
export function startPause(
  { campaign }: Pick<StoredCampaign, 'campaign'>,
  running: StoredOperation | null,
  origin: OperationOrigin,
  within: string | null = null,
): StartedOperation {
  const status = statusAfter('pause', campaign);
  const steps = pauseSteps(campaign, running ? platformsInWork(running) : [], within);
  if (steps.length === 0) throw conflict('There is nothing on the platforms to pause.');
  const publications = withUnproved(campaign, running, origin.at);
  return {
    campaign: withUpdatedAt({ ...campaign, status, publications }, origin.at),
    started: newOperation(campaign, 'pause', steps, origin),
  };
}

/**
 * Stops a campaign and, once that is proved, removes it from the platforms; at the end it is archived. What runs gives way.
 * @throws AppError CAMPAIGN_STATE_CONFLICT when nothing of the campaign is on a platform
 */
export function startRemove(
  { campaign }: Pick<StoredCampaign, 'campaign'>,
  running: StoredOperation | null,
  origin: OperationOrigin,
): StartedOperation {
  const steps = removeSteps(campaign, running ? platformsInWork(running) : []);
  if (steps.length === 0) throw conflict('There is nothing on the platforms to remove.');
  const publications = withUnproved(campaign, running, origin.at);
  return {
    campaign: withUpdatedAt({ ...campaign, publications }, origin.at),
    started: newOperation(campaign, 'remove', steps, origin),
  };
}

/**
 * Lets a paused campaign serve again, as it was approved and read back: a publication about which that is not known has
 * to be published again first.
 * @throws AppError CAMPAIGN_STATE_CONFLICT
 */
export function startResume(stored: StoredCampaign, origin: OperationOrigin): StartedOperation {
  const { campaign } = stored;
  const status = statusAfter('resume', campaign);
  requireIdle(stored);
  requireNothingLeft(campaign);
  const steps = resumeSteps(campaign);
  if (steps.length === 0) throw conflict('There is nothing on the platforms to resume.');
  requireProved(campaign, steps);
  return {
    campaign: withUpdatedAt({ ...campaign, status }, origin.at),
    started: newOperation(campaign, 'resume', steps, origin),
  };
}

/** The approval stands for the published version alone, and only what holds that version may serve under it. */
function requireProved({ publications, publishedVersion }: Campaign, steps: Step[]): void {
  const resumed = steps.flatMap(({ submissions }) => submissions).flatMap(({ platforms }) => platforms);
  const unproved = publications.find(
    ({ platform, version, error }) =>
      resumed.includes(platform) && (version !== publishedVersion || error !== null),
  );
  if (unproved)
    throw conflict(
      `${unproved.platform} is not proved to hold the version that was approved; publish the approved version first.`,
    );
}

function requireIdle({ busy }: StoredCampaign): void {
  if (busy) throw conflict('Another operation of this campaign is running.');
}

/** Publications of platforms that never held the campaign. */
function newPublications(campaign: Campaign, at: Date): Publication[] {
  const { platforms, publications, version } = campaign;
  return platforms
    .filter((platform) => !publications.some((p) => p.platform === platform))
    .map((platform) => {
      const adAccountId = adAccountOn(platform, campaign);
      const base = { platform, adAccountId, version, externalId: null, error: null };
      return { ...base, status: 'publishing', updatedAt: at.toISOString() };
    });
}

/**
 * A platform that is published to again shows so, in the ad account that the version names: where it is known to hold
 * nothing, that may be another one than before. One that is only changed keeps its status, because it still serves.
 */
function markPublishing(campaign: Campaign, steps: Step[], at: Date): Publication[] {
  const submissions = steps.flatMap((step) => step.submissions);
  const again = submissions.filter(({ kind }) => kind === 'publish').flatMap(({ platforms }) => platforms);
  return campaign.publications.map((p) => {
    if (!again.includes(p.platform)) return p;
    const adAccountId = adAccountOn(p.platform, campaign);
    const kept = adAccountId === p.adAccountId && p.status !== 'removed'; // what is removed is made anew
    const externalId = kept ? p.externalId : null;
    return { ...p, adAccountId, externalId, status: 'publishing', error: null, updatedAt: at.toISOString() };
  });
}

function adAccountOn(platform: Platform, { adAccounts }: Campaign): string {
  const id = adAccounts[platform];
  if (id === undefined) throw conflict(`There is no ad account for ${PLATFORM_NAMES[platform]}.`);
  return id;
}
