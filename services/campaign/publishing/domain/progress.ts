import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { isAtWork, type TargetStatus } from './decision.ts';
import type { Step, StoredOperation } from './operation.ts';

/** Progress over all steps: each step counts once; the targets at work add their own progress in words. */
export function progressOf(
  steps: readonly Step[],
  position: number,
  targets: readonly TargetStatus[],
): Operation['progress'] {
  const step = steps[position];
  if (!step) return { done: steps.length, total: steps.length, step: 'done' };
  const words = targets
    .filter(isAtWork)
    .map(({ platform, progress: { done, total, step } }) => `${platform} ${done}/${total} ${step}`);
  return { done: position, total: steps.length, step: [step.name, ...words].join(', ').slice(0, 200) };
}

/** The operation as it runs: how far its targets are. */
export function withTargets(
  stored: StoredOperation,
  targets: readonly TargetStatus[],
  at: Date,
): StoredOperation {
  return withProgress(stored, progressOf(stored.steps, stored.position, targets), at);
}

/** The operation while platforms cannot be asked. */
export function waitingForPlatforms(stored: StoredOperation, at: Date): StoredOperation {
  const progress = progressOf(stored.steps, stored.position, []);
  return withProgress(stored, { ...progress, step: `${progress.step}, waiting for platforms` }, at);
}

function withProgress(stored: StoredOperation, progress: Operation['progress'], at: Date): StoredOperation {
  const updatedAt = at.toISOString();
  return { ...stored, operation: { ...stored.operation, status: 'running', progress, updatedAt } };
}
