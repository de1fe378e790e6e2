import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { Step } from './operation.ts';

/** Publications that the platform holds as they should be: a change of them is an update. */
const HELD: readonly Publication['status'][] = ['verified', 'active', 'paused'];

/**
 * What publishing the current version takes: first everything is made or changed and verified while nothing new serves,
 * then what does not serve yet is activated (unless the campaign is paused), then platforms that were left out are removed.
 */
export function publishSteps(campaign: Campaign): Step[] {
  const { platforms, publications } = campaign;
  const publicationOn = (platform: Platform) => publications.find((p) => p.platform === platform);
  const held = platforms.filter((p) => HELD.includes(publicationOn(p)?.status ?? 'removed'));
  const missing = platforms.filter((p) => !held.includes(p));
  const outdated = held.filter((p) => {
    const publication = publicationOn(p);
    return publication?.version !== campaign.version || publication.error !== null;
  });
  const notServing = platforms.filter((p) => publicationOn(p)?.status !== 'active');
  const leftOut = publications.filter((p) => !platforms.includes(p.platform) && p.status !== 'removed');
  return [
    ...step('prepare', { publish: missing, update: outdated }),
    ...step('activate', { resume: campaign.status === 'paused' ? [] : notServing }),
    ...step('retire', { remove: leftOut.map((p) => p.platform) }),
  ];
}

/** What pausing takes: everything that serves or may serve. What failed before it was made has nothing to pause. */
export function pauseSteps({ publications }: Campaign): Step[] {
  const serving = publications.filter(
    ({ status, externalId }) =>
      status === 'active' || status === 'needs_review' || (status === 'failed' && externalId !== null),
  );
  return step('pause', { pause: serving.map((p) => p.platform) });
}

/** What resuming takes: everything that a platform holds and does not serve. */
export function resumeSteps({ publications }: Campaign): Step[] {
  const idle = publications.filter((p) => p.status === 'paused' || p.status === 'verified');
  return step('activate', { resume: idle.map((p) => p.platform) });
}

/** A step of the kinds of work that have platforms; none when no kind has any. */
function step(name: Step['name'], work: Partial<Record<SubmissionKind, Platform[]>>): Step[] {
  const submissions = Object.entries(work)
    .filter(([, platforms]) => platforms.length > 0)
    .map(([kind, platforms]) => ({ kind: kind as SubmissionKind, platforms }));
  return submissions.length > 0 ? [{ name, submissions }] : [];
}
