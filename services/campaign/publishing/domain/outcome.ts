import type { Campaign, CampaignStatus, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { AT_REST, OUTCOMES } from '../../content/domain/lifecycle.ts';
import { withUpdatedAt } from '../../content/domain/versions.ts';
import { decide, type Decision, type Ending, type TargetStatus } from './decision.ts';
import { isStopping, type DriftWays, type StoredOperation } from './operation.ts';
import { leftBySteps, withLeftAsFound } from './left-as-found.ts';
import { progressOf } from './progress.ts';
import { withCutShort } from './cut-short.ts';
import { publicationsAfter } from './publications.ts';
import { HELD } from './steps.ts';

/** What a step led to: campaign and operation are saved together. */
export type Outcome = { campaign: Campaign; stored: StoredOperation; ended: boolean };

/** Applies what the platforms said of a step, and what was decided from it. */
export function outcomeOf(
  campaign: Campaign,
  running: StoredOperation,
  targets: readonly TargetStatus[],
  decision: Decision,
  at: Date,
): Outcome {
  const stored = withDriftWays(withLeftAsFound(running, targets), targets);
  const settled = publicationsAfter(campaign.publications, targets, stored.version, at);
  const publications = [...withCutShort(settled, decision, at)];
  const publishedVersion = isPrepared(stored, targets, decision) ? stored.version : campaign.publishedVersion;
  const changed = { ...campaign, publications, publishedVersion };
  if (decision.next === 'step')
    return { campaign: withUpdatedAt(changed, at), stored: nextStep(stored, at), ended: false };
  const isRemoved = stored.operation.kind === 'remove' && decision.status === 'succeeded';
  const ended: Campaign = isRemoved
    ? { ...changed, status: 'archived', review: null }
    : { ...changed, status: statusAtEnd(changed, stored.operation.kind, decision.status) };
  return {
    campaign: withUpdatedAt(ended, at),
    stored: { ...stored, operation: endedOperation(stored, decision, changed, at) },
    ended: true,
  };
}

/** The operation with what people may do about the differences with which its targets ended. */
function withDriftWays(stored: StoredOperation, targets: readonly TargetStatus[]): StoredOperation {
  const driftWays: DriftWays = { ...stored.driftWays };
  for (const target of targets) if (target.driftWays) driftWays[target.platform] = target.driftWays;
  return Object.keys(driftWays).length === 0 ? stored : { ...stored, driftWays };
}

/**
 * True from the moment when the platforms hold the operation's version: everything is made or changed, and verified; also where nothing
 * comes after that, because the operation was cut short.
 */
function isPrepared(
  { steps, position, operation }: StoredOperation,
  targets: readonly TargetStatus[],
  decision: Decision,
): boolean {
  if (operation.kind !== 'publish' && operation.kind !== 'update') return false;
  const preparing = steps.findIndex(({ name }) => name === 'prepare');
  if (position !== preparing) return position > preparing;
  if (decision.next === 'step' || decision.status === 'succeeded') return true;
  const made = decide(steps, position, targets);
  return made !== null && (made.next === 'step' || made.status === 'succeeded');
}

function nextStep(stored: StoredOperation, at: Date): StoredOperation {
  const position = stored.position + 1;
  const progress = progressOf(stored.steps, position, []);
  const updatedAt = at.toISOString();
  return { ...stored, position, operation: { ...stored.operation, status: 'running', progress, updatedAt } };
}

/**
 * The campaign's status when an operation has ended: it says what is live. A change that failed on a live campaign leaves
 * the status as it was; the operation has the reason.
 * @throws Error when the lifecycle does not allow the status (a fault of ours)
 */
export function statusAtEnd(
  campaign: Campaign,
  kind: Operation['kind'],
  end: Ending['status'],
): CampaignStatus {
  const has = (status: string) => campaign.publications.some((p) => p.status === status);
  const live: CampaignStatus = has('active')
    ? 'active'
    : has('paused') || has('verified')
      ? 'paused'
      : 'failed';
  const unclear = has('needs_review') || (end === 'needs_review' && kind !== 'update');
  const halfway = campaign.status === 'publishing' && end !== 'succeeded';
  // what was published, and is there, has not failed: a person decides how it goes on from there
  const isThere = campaign.publishedVersion !== null && campaign.publications.some(isHeld);
  // people ended it before it served: everything that was made is there, paused
  const isStopped =
    end === 'cancelled' && isThere && !has('active') && campaign.publications.every(isHeldOrGone);
  const next: CampaignStatus =
    unclear || (halfway && (has('active') || isThere) && !isStopped)
      ? 'needs_review'
      : halfway && !isStopped
        ? 'failed'
        : isStopping({ kind }) && AT_REST.includes(campaign.status)
          ? campaign.status
          : live;
  if (next !== campaign.status && !OUTCOMES[campaign.status]?.includes(next))
    throw new Error(`an operation cannot take a campaign from ${campaign.status} to ${next}`);
  return next;
}

const isHeld = ({ status }: Publication): boolean => HELD.includes(status);
const isHeldOrGone = (one: Publication): boolean => isHeld(one) || one.status === 'removed';

function endedOperation(
  { operation, steps, position }: StoredOperation,
  { status, error }: Ending,
  { publications }: Campaign,
  at: Date,
): Operation {
  const progress = progressOf(steps, status === 'succeeded' ? steps.length : position, []);
  const result = { publications, leftAsFound: leftBySteps(steps) };
  return { ...operation, status, error, progress, result, updatedAt: at.toISOString() };
}
