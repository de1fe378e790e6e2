import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { StoppedObject } from '../../../../contracts/campaign/stops.ts';
import { seenOtherwise } from '../../delivery/domain/seen-otherwise.ts';
import type { Told } from '../../delivery/domain/summary.ts';
import { platformNamedIn } from '../../publishing/domain/named-failure.ts';
import type { StoredOperation } from '../../publishing/domain/operation.ts';

/** What is known of a campaign beside the operation that pauses it. */
export type KnownNow = {
  /** Its present publications. */
  publications: readonly Publication[];
  /** What platforms told of it; empty for a stop that is over, of which its own end is told and nothing later. */
  told: readonly Told[];
  now: Date;
};

/**
 * What the operation that pauses a campaign has proved, platform by platform. Nothing is proved that its end does not say, and what a
 * platform was seen to serve after that is not stopped any more.
 */
export function proofOf(stored: StoredOperation, known: KnownNow): StoppedObject[] {
  const { operation, steps } = stored;
  const platforms = steps[0]?.submissions.flatMap((submission) => submission.platforms) ?? [];
  const publications = operation.result?.publications ?? known.publications;
  return platforms.flatMap((platform) => {
    const publication = publications.find((p) => p.platform === platform);
    if (!publication) return [];
    const { adAccountId } = publication;
    const own = known.told.find((told) => told.adAccountId === adAccountId);
    const proof = seenSince(stateOf(stored, publication), publication, own, known.now);
    return [{ campaignId: operation.campaignId, platform, adAccountId, operationId: operation.id, ...proof }];
  });
}

type Proof = Pick<StoppedObject, 'state' | 'provedAt' | 'error'>;

/** The same, unless the platform was read later than that, and has it switched on. */
function seenSince(proof: Proof, publication: Publication, own: Told | undefined, now: Date): Proof {
  if (proof.state !== 'stopped' || own === undefined) return proof;
  const status = isClosed(publication) ? ('paused' as const) : publication.status;
  const error = seenOtherwise({ ...publication, status }, own, now);
  return error ? { state: 'unknown', provedAt: null, error } : proof;
}

const isClosed = ({ status, error }: Publication): boolean =>
  status === 'needs_review' && error?.code === 'AD_ACCOUNT_CLOSED';

/** A publication that failed was never whole, and its pause proved that nothing of it serves. */
const PROVED: readonly Publication['status'][] = ['paused', 'failed', 'verified'];

function stateOf({ operation }: StoredOperation, publication: Publication): Proof {
  const { status, error, updatedAt } = publication;
  if (operation.result === null) return soFar(operation, publication);
  if (status === 'removed') return { state: 'gone', provedAt: updatedAt, error };
  if (operation.status === 'succeeded' && PROVED.includes(status))
    return { state: 'stopped', provedAt: updatedAt, error: null };
  // a pause of several platforms may have proved one of them
  if (operation.status === 'needs_review' && status === 'paused' && error === null)
    return { state: 'stopped', provedAt: updatedAt, error: null };
  // the platform's own word, which says too that it may serve again
  if (isClosed(publication)) return { state: 'stopped', provedAt: updatedAt, error };
  return { state: 'unknown', provedAt: null, error: error ?? operation.error };
}

/** What is known while it runs: a half that is done is told of at once, and what one platform said is not said of another one. */
function soFar(
  operation: StoredOperation['operation'],
  { platform, status, error, updatedAt }: Publication,
): Proof {
  const isDone = status === 'paused' && error === null && updatedAt > operation.createdAt;
  if (isDone) return { state: 'stopped', provedAt: updatedAt, error: null };
  const named = operation.error === null ? null : platformNamedIn(operation.error);
  const mine = named === null || named === platform ? operation.error : null;
  return { state: mine === null ? 'stopping' : 'unknown', provedAt: null, error: mine };
}
