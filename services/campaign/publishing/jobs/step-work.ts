import { setTimeout as sleep } from 'node:timers/promises';
import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { desiredOn } from '../domain/desired.ts';
import type { StoredOperation, Submission } from '../domain/operation.ts';
import type { TargetStatus } from '../domain/decision.ts';

/** One step of an operation, as platforms is asked for it. */
export type StepWork = {
  call: Call;
  stored: StoredOperation;
  content: CampaignContent;
  publications: readonly Publication[];
};

/**
 * Hands the step to platforms; the same again changes nothing there. What it refuses for good comes back as failed
 * targets. @throws AppError when platforms cannot be reached
 */
export async function submitStep(work: StepWork): Promise<TargetStatus[]> {
  const refused: TargetStatus[] = [];
  for (const submission of submissionsOf(work)) {
    try {
      await work.call(submissionContracts.submit, submissionOf(work, submission));
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) throw error;
      refused.push(...refusedTargets(submission, error));
    }
  }
  return refused;
}

/** How far each target of the step is. @throws AppError when platforms cannot be reached */
export async function readStep(work: StepWork): Promise<TargetStatus[]> {
  const operationId = work.stored.operation.id;
  const answers = submissionsOf(work).map(({ kind }) =>
    work.call(submissionContracts.status, { operationId, kind }),
  );
  return (await Promise.all(answers)).flatMap((answer) => answer.targets);
}

/** Waits. @throws AbortError as soon as the job's claim is lost or the node stops */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal });
}

const submissionsOf = ({ stored }: StepWork): Submission[] =>
  stored.steps[stored.position]?.submissions ?? [];

function submissionOf({ stored, content, publications }: StepWork, { kind, platforms }: Submission) {
  const { id: operationId, campaignId } = stored.operation;
  const targets = platforms.flatMap((platform) => {
    const adAccountId = publications.find((p) => p.platform === platform)?.adAccountId;
    const desired = desiredOn(platform, content, { campaignId, version: stored.version });
    return adAccountId === undefined ? [] : [{ platform, adAccountId, desired }];
  });
  const overwrite = kind === 'update' && stored.overwrite?.length ? { overwrite: [...stored.overwrite] } : {};
  return { operationId, campaignId, kind, targets, ...overwrite };
}

function refusedTargets({ kind, platforms }: Submission, error: AppError): TargetStatus[] {
  return platforms.map((platform) => ({
    platform,
    kind,
    state: 'failed',
    progress: { done: 0, total: 1, step: 'refused' },
    campaignExternalId: null,
    error: { code: error.code, message: error.message },
    leftAsFound: null,
    waitsUntil: null,
  }));
}
