import type { SubmissionStatus } from '../../../../contracts/platforms/submissions.ts';
import { livingObjects, type LedgerObject, type Op } from './op.ts';

/** An op with what its publication holds. */
export type Submitted = { op: Op; objects: LedgerObject[] };

/** How far a step is, in words of the contract. One unit an object, and one for the proof at the end. */
export function toStatus({ op, objects }: Submitted): SubmissionStatus {
  const finished = op.state === 'done';
  const total = countable(op, objects).length + 1;
  const done = finished ? total : countable(op, objects).filter((object) => isReached(op, object)).length;
  return {
    platform: op.platform,
    kind: op.kind,
    state: op.state,
    progress: { done, total, step: op.step },
    campaignExternalId: livingObjects(objects).find(({ key }) => key === 'campaign')?.externalId ?? null,
    objects: objects.map(({ key, kind, externalId, state }) => ({ key, kind, externalId, state })),
    error: op.error,
  };
}

function countable(op: Op, objects: readonly LedgerObject[]): readonly LedgerObject[] {
  return op.kind === 'remove' ? objects : objects.filter(({ state }) => state !== 'removed');
}

function isReached(op: Op, { externalId, state }: LedgerObject): boolean {
  switch (op.kind) {
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
