import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { isLeft } from './left.ts';
import type { Step } from './operation.ts';

/** Publications that the platform holds as they should be: a change of them is an update. */
export const HELD: readonly Publication['status'][] = ['verified', 'active', 'paused'];

/**
 * What publishing the current version takes: first everything is made or changed and verified while nothing new serves,
 * then what does not serve yet is activated (unless the campaign is paused), then platforms that were left out are removed.
 * What was removed on a platform itself is put away before it is made anew.
 */
export function publishSteps(campaign: Campaign): Step[] {
  const { platforms, publications } = campaign;
  const present = platforms.flatMap((platform) => publications.filter((p) => p.platform === platform));
  const held = present.filter(({ status }) => HELD.includes(status));
  const outdated = held.filter(({ version, error }) => version !== campaign.version || error !== null);
  const serving = publications.filter(({ status }) => status === 'active');
  const without = (some: readonly Publication[]) => platforms.filter((p) => !platformsOf(some).includes(p));
  const leftOut = publications.filter((p) => !platforms.includes(p.platform) && p.status !== 'removed');
  return [
    ...step('retire', { remove: platformsOf(goneFrom(campaign)) }),
    ...step('prepare', { publish: without(held), update: platformsOf(outdated) }),
    ...step('activate', { resume: campaign.status === 'paused' ? [] : without(serving) }),
    ...step('retire', { remove: platformsOf(leftOut) }),
  ];
}

/**
 * Publications that were removed on the platform itself, and are made anew in the same ad account: what is left of them there is
 * put away first, so that nothing of the old one is taken for the new one.
 */
function goneFrom({ platforms, publications, adAccounts }: Campaign): Publication[] {
  return publications.filter(
    ({ platform, status, error, adAccountId }) =>
      platforms.includes(platform) &&
      status === 'removed' &&
      error?.code === 'PLATFORM_OBJECT_GONE' &&
      adAccounts[platform] === adAccountId,
  );
}

/** Publications of which something may exist although no id of it is known. */
const UNCERTAIN: readonly Publication['status'][] = ['publishing', 'needs_review'];

/**
 * What pausing takes: everything that serves, may serve, or could be made to by what runs, and everything that a platform
 * holds, because people serve it there too. What failed before it was made has nothing to pause.
 * @param inWork the platforms on which an operation is at work
 * @param within the ad account in which it is paused; null: in each
 */
export function pauseSteps(
  { publications }: Campaign,
  inWork: readonly Platform[] = [],
  within: string | null = null,
): Step[] {
  const concerned = publications.filter(({ platform, status, externalId, adAccountId, error }) => {
    if (status === 'removed' || isLeft({ error })) return false;
    if (inWork.includes(platform)) return true;
    return (within === null || adAccountId === within) && (externalId !== null || UNCERTAIN.includes(status));
  });
  return step('pause', { pause: platformsOf(concerned) });
}

/**
 * What removing takes: the proof that nothing serves, and only then the removal, wherever the platform is not known to hold nothing:
 * of what failed with an answer out, drafts may be there of which no id is known.
 */
export function removeSteps(campaign: Campaign, inWork: readonly Platform[] = []): Step[] {
  const removed = campaign.publications.filter((one) => one.status !== 'removed' && !isLeft(one));
  return [...pauseSteps(campaign, inWork), ...step('retire', { remove: platformsOf(removed) })];
}

/**
 * Whether a platform holds, or may hold, something of a campaign. That it was paused, failed or is over proves nothing of now: people
 * enable campaigns on the platforms too, and drafts may be left.
 */
export const isOnPlatforms = (campaign: Campaign): boolean =>
  campaign.publications.some((one) => one.status !== 'removed' && !isLeft(one));

/** What resuming takes: everything that a platform holds and does not serve. */
export function resumeSteps({ publications }: Campaign): Step[] {
  const idle = publications.filter((p) => p.status === 'paused' || p.status === 'verified');
  return step('activate', { resume: platformsOf(idle) });
}

const platformsOf = (publications: readonly Publication[]) => publications.map((p) => p.platform);

/** A step of the kinds of work that have platforms; none when no kind has any. */
function step(name: Step['name'], work: Partial<Record<SubmissionKind, Platform[]>>): Step[] {
  const submissions = Object.entries(work)
    .filter(([, platforms]) => platforms.length > 0)
    .map(([kind, platforms]) => ({ kind: kind as SubmissionKind, platforms }));
  return submissions.length > 0 ? [{ name, submissions }] : [];
}
