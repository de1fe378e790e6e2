import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { StoppedObject } from '../../../../contracts/campaign/stops.ts';
import type { StoredOperation } from '../../publishing/domain/operation.ts';

/**
 * What the operation that pauses a campaign has proved, platform by platform. Nothing is proved that its end does not say.
 * @param publications the campaign's present ones, for the ad accounts of what is still at work
 */
export function proofOf(stored: StoredOperation, publications: readonly Publication[]): StoppedObject[] {
  const { operation, steps } = stored;
  const platforms = steps[0]?.submissions.flatMap((submission) => submission.platforms) ?? [];
  const known = operation.result?.publications ?? publications;
  return platforms.flatMap((platform) => {
    const publication = known.find((p) => p.platform === platform);
    if (!publication) return [];
    const { adAccountId } = publication;
    return [
      {
        campaignId: operation.campaignId,
        platform,
        adAccountId,
        operationId: operation.id,
        ...stateOf(stored, publication),
      },
    ];
  });
}

type Proof = Pick<StoppedObject, 'state' | 'provedAt' | 'error'>;

/** A publication that failed was never whole, and its pause proved that nothing of it serves. */
const PROVED: readonly Publication['status'][] = ['paused', 'failed', 'verified'];

function stateOf({ operation }: StoredOperation, { status, error, updatedAt }: Publication): Proof {
  if (operation.result === null) {
    const mine = operation.error;
    return { state: mine === null ? 'stopping' : 'unknown', provedAt: null, error: mine };
  }
  if (status === 'removed') return { state: 'gone', provedAt: updatedAt, error };
  if (operation.status === 'succeeded' && PROVED.includes(status))
    return { state: 'stopped', provedAt: updatedAt, error: null };
  // a pause of several platforms may have proved one of them
  if (operation.status === 'needs_review' && status === 'paused' && error === null)
    return { state: 'stopped', provedAt: updatedAt, error: null };
  return { state: 'unknown', provedAt: null, error: error ?? operation.error };
}
