import type { PlatformLeft } from '../../../../contracts/campaign/publishing.ts';
import type { TargetStatus } from './decision.ts';
import type { Step, StoredOperation } from './operation.ts';

/** The operation, which keeps with its present step what that step has read on the platforms and left as it was. */
export function withLeftAsFound(stored: StoredOperation, targets: readonly TargetStatus[]): StoredOperation {
  const left = targets.flatMap(({ platform, leftAsFound }) =>
    leftAsFound === null ? [] : [{ platform, ...leftAsFound }],
  );
  if (left.length === 0) return stored;
  const steps = stored.steps.map((step, place) =>
    place === stored.position ? { ...step, leftAsFound: left } : step,
  );
  return { ...stored, steps };
}

/** What all steps together left as it was: of each platform what was read last. */
export function leftBySteps(steps: readonly Step[]): PlatformLeft[] {
  const left = steps.flatMap(({ leftAsFound = [] }) => leftAsFound);
  return [...new Map(left.map((one) => [one.platform, one])).values()];
}
