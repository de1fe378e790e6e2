import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import type { SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';

/** One kind of work handed to platforms, for some of the campaign's platforms; a kind comes once in an operation. */
export type Submission = { kind: SubmissionKind; platforms: Platform[] };
/** Submissions that run beside each other; the next step begins when all of them are done. */
export type Step = { name: 'prepare' | 'activate' | 'retire' | 'pause'; submissions: Submission[] };

/** An operation as it is kept. */
export type Running = {
  operation: Operation;
  /** The version that it publishes; for a pause or a resume, the one that is published. */
  version: number;
  steps: Step[];
  position: number;
  requestedBy: string;
};

/** Publications that the platform holds as they should be: a change of them is an update. */
const HELD: readonly Publication['status'][] = ['verified', 'active', 'paused'];

/**
 * What publishing the current version takes: first everything is made or changed and verified while nothing new serves,
 * then what does not serve yet is activated (unless the campaign is paused), then platforms that were left out are removed.
 */
export function publishSteps(campaign: Campaign): Step[] {
  const of = (platform: Platform) => campaign.publications.find((p) => p.platform === platform);
  const held = campaign.platforms.filter((p) => HELD.includes(of(p)?.status ?? 'removed'));
  const fresh = campaign.platforms.filter((p) => !held.includes(p));
  const changed = held.filter((p) => of(p)?.version !== campaign.version || of(p)?.error !== null);
  const asleep = campaign.platforms.filter((p) => of(p)?.status !== 'active');
  const gone = campaign.publications.filter(
    (p) => !campaign.platforms.includes(p.platform) && p.status !== 'removed',
  );
  return steps([
    [
      'prepare',
      [
        ['publish', fresh],
        ['update', changed],
      ],
    ],
    ['activate', [['resume', campaign.status === 'paused' ? [] : asleep]]],
    ['retire', [['remove', gone.map((p) => p.platform)]]],
  ]);
}

/** What pausing takes: everything that serves or may serve. */
export function pauseSteps(campaign: Campaign): Step[] {
  const serving = campaign.publications.filter((p) =>
    ['active', 'needs_review', 'failed'].includes(p.status),
  );
  const known = serving.filter((p) => p.status !== 'failed' || p.externalId !== null);
  return steps([['pause', [['pause', known.map((p) => p.platform)]]]]);
}

/** What resuming takes: everything that is held and does not serve. */
export function resumeSteps(campaign: Campaign): Step[] {
  const asleep = campaign.publications.filter((p) => p.status === 'paused' || p.status === 'verified');
  return steps([['activate', [['resume', asleep.map((p) => p.platform)]]]]);
}

/** A new operation that waits for its job. */
export function newOperation(
  campaign: Campaign,
  kind: Operation['kind'],
  planned: Step[],
  by: { id: string; requestedBy: string; at: Date },
): Running {
  const at = by.at.toISOString();
  const operation: Operation = {
    id: by.id,
    kind,
    campaignId: campaign.id,
    status: 'pending',
    progress: { done: 0, total: planned.length, step: 'waiting' },
    error: null,
    result: null,
    createdAt: at,
    updatedAt: at,
  };
  const changes = kind === 'publish' || kind === 'update';
  const version = changes ? campaign.version : (campaign.publishedVersion ?? campaign.version);
  return { operation, version, steps: planned, position: 0, requestedBy: by.requestedBy };
}

function steps(planned: [Step['name'], [SubmissionKind, Platform[]][]][]): Step[] {
  return planned
    .map(([name, submissions]) => ({
      name,
      submissions: submissions
        .filter(([, platforms]) => platforms.length > 0)
        .map(([kind, platforms]) => ({ kind, platforms })),
    }))
    .filter((step) => step.submissions.length > 0);
}
