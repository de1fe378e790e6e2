import { z } from 'zod';
import { DriftWay } from '../../../../contracts/platforms/drift.ts';
import type { SubmissionStatus } from '../../../../contracts/platforms/submissions.ts';
import { livingObjects, type LedgerObject, type Op } from './op.ts';

/** The part of a step that people see, with the objects of its publication. */
export type SubmissionProgress = Pick<Op, 'kind' | 'platform' | 'state' | 'step' | 'error' | 'notBefore'> & {
  objects: readonly LedgerObject[];
  leftAsFound: SubmissionStatus['leftAsFound'];
  driftWays?: readonly string[] | null;
};

/**
 * The progress of a step as the contract shows it. Each object counts one unit, and reading back at the end counts one.
 */
export function toStatus({
  kind,
  platform,
  state,
  step,
  error,
  objects,
  leftAsFound,
  driftWays = null,
  notBefore,
}: SubmissionProgress): SubmissionStatus {
  const counted = kind === 'remove' ? objects : objects.filter((object) => object.state !== 'removed');
  const total = counted.length + 1;
  const done = state === 'done' ? total : counted.filter((object) => hasReached(kind, object)).length;
  return {
    platform,
    kind,
    state,
    progress: { done, total, step },
    campaignExternalId: livingObjects(objects).find(({ key }) => key === 'campaign')?.externalId ?? null,
    objects: objects.map(({ opId: _opId, ...object }) => object),
    error,
    waitsUntil: (['pending', 'running'].includes(state) && notBefore?.toISOString()) || null,
    leftAsFound,
    ...(driftWays === null ? {} : { driftWays: z.array(DriftWay).parse(driftWays) }),
  };
}

/** Whether an object is in the state that a step of this kind ends in. */
function hasReached(kind: Op['kind'], { externalId, state }: LedgerObject): boolean {
  switch (kind) {
    case 'publish':
    case 'update':
      return externalId !== null;
    case 'resume':
      return state === 'active';
    case 'pause':
      return state === 'paused';
    case 'remove':
      return state === 'removed';
  }
}
