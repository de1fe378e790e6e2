import type { Campaign, CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { OUTCOMES } from '../../content/domain/lifecycle.ts';
import type { Running } from './operation.ts';
import { progressOf, publicationsAfter, type Decision, type TargetStatus } from './saga.ts';
import { touched } from '../../content/domain/versions.ts';

/** Campaign and operation after a decision, to be saved together. */
export type Advanced = { campaign: Campaign; running: Running; ended: boolean };

/** Applies what the platforms said and what was decided from it. `decision` is not `wait`. */
export function advanced(
  campaign: Campaign,
  running: Running,
  targets: readonly TargetStatus[],
  decision: Exclude<Decision, { next: 'wait' }>,
  at: Date,
): Advanced {
  const publications = publicationsAfter(campaign.publications, targets, running.version, at);
  const held = isPrepared(running, decision) ? running.version : campaign.publishedVersion;
  const changed = { ...campaign, publications, publishedVersion: held };
  if (decision.next === 'step') {
    const position = running.position + 1;
    const progress = progressOf(running.steps, position, []);
    const operation = {
      ...running.operation,
      status: 'running' as const,
      progress,
      updatedAt: at.toISOString(),
    };
    return { campaign: touched(changed, at), running: { ...running, position, operation }, ended: false };
  }
  const status = statusAtEnd(changed, running.operation.kind, decision.status);
  const operation = endedOperation(running, decision, changed, at);
  return { campaign: touched({ ...changed, status }, at), running: { ...running, operation }, ended: true };
}

/** From here on the platforms hold this version: everything is made or changed, and verified. */
function isPrepared({ steps, position, operation }: Running, decision: Decision): boolean {
  if (operation.kind !== 'publish' && operation.kind !== 'update') return false;
  if (steps[position]?.name === 'prepare')
    return decision.next === 'step' || (decision.next === 'end' && decision.status === 'succeeded');
  return true;
}

/**
 * The status that says what is live. A change that failed on a live campaign leaves it as it was, and the operation tells.
 */
export function statusAtEnd(
  campaign: Campaign,
  kind: Operation['kind'],
  end: 'succeeded' | 'failed' | 'needs_review',
): CampaignStatus {
  const has = (status: string) => campaign.publications.some((p) => p.status === status);
  const live: CampaignStatus = has('active')
    ? 'active'
    : has('paused') || has('verified')
      ? 'paused'
      : 'failed';
  const unclear = has('needs_review') || (end === 'needs_review' && kind !== 'update');
  const halfway = campaign.status === 'publishing' && end !== 'succeeded';
  const next: CampaignStatus =
    unclear || (halfway && has('active')) ? 'needs_review' : halfway ? 'failed' : live;
  if (next !== campaign.status && !OUTCOMES[campaign.status]?.includes(next))
    throw new Error(`an operation cannot take a campaign from ${campaign.status} to ${next}`);
  return next;
}

function endedOperation(
  { operation, steps, position }: Running,
  decision: Extract<Decision, { next: 'end' }>,
  { publications }: Campaign,
  at: Date,
): Operation {
  const { status, error } = decision;
  const progress =
    status === 'succeeded' ? progressOf(steps, steps.length, []) : progressOf(steps, position, []);
  return { ...operation, status, error, progress, result: { publications }, updatedAt: at.toISOString() };
}
