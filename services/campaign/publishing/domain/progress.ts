import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { isAtWork, type Failure, type TargetStatus } from './decision.ts';
import { isStopping, type Step, type StoredOperation } from './operation.ts';
import { UNPROVED } from './publications.ts';

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
    .map(
      ({ platform, progress: { done, total, step } }) =>
        `${PLATFORM_NAMES[platform]} ${done}/${total} ${step}`,
    );
  return { done: position, total: steps.length, step: [step.name, ...words].join(', ').slice(0, 200) };
}

/**
 * The operation as it runs: how far its targets are. One that stops says, too, what a platform said last where it is not
 * proved, and since when it is tried.
 */
export function withTargets(
  stored: StoredOperation,
  targets: readonly TargetStatus[],
  at: Date,
): StoredOperation {
  const running = withProgress(stored, progressOf(stored.steps, stored.position, targets), at);
  if (!isStopping(stored.operation)) return running;
  return { ...running, operation: { ...running.operation, error: unprovedError(stored, targets) } };
}

/** What keeps an operation that stops from its proof; null while no platform has said anything against it. */
export function unprovedError(
  { operation }: StoredOperation,
  targets: readonly TargetStatus[],
): Failure | null {
  const target = targets.find((t) => isAtWork(t) && t.error !== null);
  if (!target?.error) return null;
  const { code, message } = target.error;
  const name = PLATFORM_NAMES[target.platform];
  const said = message.includes(code) ? message : `${message} (${code})`;
  const words = `${name} is not proved to be stopped since ${operation.createdAt}; it said last: ${said}`;
  return { code: UNPROVED, message: words };
}

/** What an operation waits for that does nothing until a service of ours answers. */
const WAITING = {
  platforms: 'waiting for platforms',
  approval: 'waiting until it can be asked whether the approval still holds',
} as const;

/** The operation while platforms cannot be asked, or auth whether its approval holds. */
export function waitingFor(what: keyof typeof WAITING, stored: StoredOperation, at: Date): StoredOperation {
  const progress = progressOf(stored.steps, stored.position, []);
  return withProgress(stored, { ...progress, step: `${progress.step}, ${WAITING[what]}` }, at);
}

function withProgress(stored: StoredOperation, progress: Operation['progress'], at: Date): StoredOperation {
  const updatedAt = at.toISOString();
  return { ...stored, operation: { ...stored.operation, status: 'running', progress, updatedAt } };
}
