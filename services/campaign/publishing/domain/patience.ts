import { isAtWork, type TargetStatus } from './decision.ts';
import { isStopping, type StoredOperation } from './operation.ts';

/** How long until the next look at platforms that are at work. */
const AT_WORK_SECONDS = 1;
/** The longest until the next look at those that wait: what they wait for may be over sooner. */
const WAITING_SECONDS = 10;
/** The same of what stops. */
const WAITING_STOP_SECONDS = 5;

/** When the first of the platforms that are still at work is asked next; null where one of them is being asked now, or soon. */
function nextTryAt(targets: readonly TargetStatus[], now: Date): number | null {
  const tries = targets.filter(isAtWork).map(({ waitsUntil }) => (waitsUntil ? Date.parse(waitsUntil) : 0));
  const first = Math.min(...tries);
  return Number.isFinite(first) && first > now.getTime() + AT_WORK_SECONDS * 1_000 ? first : null;
}

/** Whether every platform that is not done waits, for a limit or for another try: then there is nothing to watch. */
export const isWaiting = (targets: readonly TargetStatus[], now: Date): boolean =>
  nextTryAt(targets, now) !== null;

/** How long until an operation is looked at again, in whole seconds. */
export function secondsUntilLook(
  { operation }: Pick<StoredOperation, 'operation'>,
  targets: readonly TargetStatus[],
  now: Date,
): number {
  const next = nextTryAt(targets, now);
  if (next === null) return AT_WORK_SECONDS;
  const longest = isStopping(operation) ? WAITING_STOP_SECONDS : WAITING_SECONDS;
  return Math.min(longest, Math.ceil((next - now.getTime()) / 1_000));
}
