import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { Failure } from './decision.ts';
import { leftBySteps } from './left-as-found.ts';
import { isStopping, type NewOperation, type Step, type StoredOperation } from './operation.ts';

/** Why an operation that gave way ended, and why its publications are not what was approved. */
export const SUPERSEDED: Failure = {
  code: 'SUPERSEDED',
  message: 'A pause or removal was asked for before this had ended; what it made until then does not serve.',
};

/** The operation as it ends when a pause or removal takes its place. Its steps on the platforms activate nothing more. */
export function superseded(stored: StoredOperation, publications: Publication[], at: Date): StoredOperation {
  const operation = {
    ...stored.operation,
    status: 'cancelled' as const,
    error: SUPERSEDED,
    result: { publications, leftAsFound: leftBySteps(stored.steps) },
    updatedAt: at.toISOString(),
  };
  return { ...stored, operation };
}

/**
 * The publications when an operation gives way: what it was making or changing is not proved to be any approved version, and
 * says so until it is published again.
 */
export function withUnproved(campaign: Campaign, running: StoredOperation | null, at: Date): Publication[] {
  const unproved = running ? platformsInWork(running, ['publish', 'update', 'remove']) : [];
  return campaign.publications.map((publication) =>
    unproved.includes(publication.platform)
      ? { ...publication, error: SUPERSEDED, updatedAt: at.toISOString() }
      : publication,
  );
}

/**
 * Whether an operation that runs does all that one would do that is asked for: then nothing new is begun. A removal begins with a pause,
 * so that it answers a request for one; a pause does not answer one for a removal, nor does a pause of one ad account answer one of
 * more, and what people have cancelled answers nobody: it proves nothing any more.
 */
export function answersFor(running: StoredOperation, asked: NewOperation): boolean {
  const { operation, steps, cancelRequestedBy } = running;
  if (!isStopping(operation) || cancelRequestedBy !== null) return false;
  if (operation.kind !== 'remove' && asked.operation.kind !== 'pause') return false;
  const stopped = steps.flatMap(stoppedBy);
  return asked.steps.flatMap(stoppedBy).every((platform) => stopped.includes(platform));
}

const stoppedBy = ({ submissions }: Step): Platform[] =>
  submissions.flatMap(({ kind, platforms }) => (kind === 'pause' || kind === 'remove' ? platforms : []));

/** The platforms of an operation's steps that have not ended. */
export function platformsInWork(
  { steps, position }: StoredOperation,
  kinds: readonly string[] = ['publish', 'update', 'resume', 'remove', 'pause'],
): Platform[] {
  return steps
    .slice(position)
    .flatMap(({ submissions }) => submissions)
    .flatMap(({ kind, platforms }) => (kinds.includes(kind) ? platforms : []));
}
