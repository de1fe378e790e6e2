import { livingObjects, type LedgerObject } from '../domain/op.ts';
import { lateEffectMs, waitInDoubt, type Outcome } from '../domain/protocol.ts';
import { GONE } from '../domain/readback.ts';
import { CANCELLED, isActivating, PAUSED_BUT, settleWaitMs } from '../domain/stopping.ts';
import { VendorFailure } from '../../port.ts';
import { ActivationRefused } from '../store/serving.ts';
import type { Attempt } from './attempt.ts';
import { findAndAdopt } from './search.ts';

/**
 * Step `pause`: done only when the platform was read and showed nothing serving, after the last moment at which an earlier
 * activation could take effect. Without objects nothing was ever activated, and there is nothing to do.
 */
export async function pause(attempt: Attempt): Promise<Outcome> {
  const work = await attempt.stopWork();
  if (work.known.size === 0) return { end: 'done' };
  const { neighbours } = attempt.publication;
  const settling = (): Outcome | null => {
    const delayMs = settleWaitMs(neighbours, attempt.settleMs, attempt.now(), attempt.pauseAgainMs);
    return delayMs === null ? null : { end: 'later', delayMs, step: PAUSED_BUT, setback: false, error: null };
  };
  const underWay = attempt.op.step === PAUSED_BUT && isActivating(neighbours) ? settling() : null;
  if (underWay) return underWay; // it was paused before; nothing is learnt before the activation has ended
  await attempt.mark({ step: 'pausing' });
  if ((await attempt.connection.pause(work)) === 'gone') return gone(attempt);
  return settling() ?? { end: 'done' };
}

/** Nothing of the publication can serve any more: what was under the removed object went with it. */
export async function gone(attempt: Attempt): Promise<Outcome> {
  for (const [key, object] of await attempt.known())
    await attempt.record({ key, ...object, state: 'removed' });
  return { end: 'failed', error: GONE };
}

/** Step `remove`: removes all objects by id, also those that an earlier step created although the answer was lost. */
export async function remove(attempt: Attempt): Promise<Outcome> {
  const { neighbours, lastDesired } = attempt.publication;
  const delayMs = lateEffectMs(neighbours, 'inDoubtSince', attempt.settleMs, attempt.now());
  if (delayMs > 0) return waitInDoubt(delayMs);
  const isLost = neighbours.some(({ inDoubtSince }) => inDoubtSince !== null);
  if (lastDesired !== null && isLost) await findAndAdopt(attempt, lastDesired);
  const work = await attempt.stopWork();
  await attempt.mark({ step: 'removing' });
  if (work.known.size > 0) await attempt.connection.remove(work);
  const remaining = (await attempt.known()).size;
  if (remaining === 0) return { end: 'done' };
  const message = `${remaining} objects are still on the platform.`;
  return { end: 'needs_review', error: { code: 'PLATFORM_NOT_REMOVED', message } };
}

/**
 * Activates the objects with these keys. When the organisation is halted or a pause was requested later, pauses them again and
 * fails. What was paused on the platform itself and is not among the keys stays so.
 */
export async function activateAll(attempt: Attempt, keys: ReadonlySet<string>): Promise<Activation> {
  const { connection, session, ledger } = attempt;
  const before = attempt.op.activationDoubtSince === null ? await ledger.objects(attempt.op) : [];
  await attempt.mark({ step: 'activating', activation: 'begin' });
  const intend = (key: string): Promise<void> => ledger.intend(attempt.op, key, attempt.now());
  try {
    const known = new Map([...(await attempt.known())].filter(([key]) => keys.has(key)));
    await connection.activate({ session, known, record: attempt.record, intend });
  } catch (error) {
    if (error instanceof ActivationRefused) return pauseAfterRefusal(attempt, error.reason);
    if (error instanceof VendorFailure && !error.leavesDoubt) {
      await takeBack(attempt, before);
      await attempt.mark({ step: 'refused', activation: 'end' });
    }
    throw error;
  }
  await attempt.mark({ step: 'activated', activation: 'end' });
  return { end: 'done' };
}

/**
 * The platform certainly did not activate what it was asked last: that is as it was before. What an earlier attempt has asked without an
 * answer is not among `before`, and stays in doubt.
 */
async function takeBack(attempt: Attempt, before: readonly LedgerObject[]): Promise<void> {
  const states = new Map(before.map(({ key, state }) => [key, state]));
  for (const object of livingObjects(await attempt.ledger.objects(attempt.op))) {
    const state = states.get(object.key);
    if (object.state === 'activating' && (state === 'created' || state === 'paused'))
      await attempt.record({ ...object, state });
  }
}

/** How an activation ends; `superseded`: a pause was asked for later, so that an update is done without it. */
type Activation = Outcome & { superseded?: true };

async function pauseAfterRefusal(attempt: Attempt, reason: ActivationRefused['reason']): Promise<Activation> {
  if (reason === 'cancelled' && attempt.op.kind === 'update') return { end: 'failed', error: CANCELLED }; // it served before
  await attempt.mark({ step: 'pausing again', activation: 'end' });
  await attempt.connection.pause(await attempt.stopWork());
  if (attempt.op.kind === 'update' && reason === 'superseded') return { end: 'done', superseded: true };
  return { end: 'failed', error: REFUSALS[reason] };
}

const REFUSALS = {
  cancelled: CANCELLED,
  halted: { code: 'ORGANIZATION_HALTED', message: 'Everything is stopped; nothing was activated.' },
  superseded: {
    code: 'SUPERSEDED',
    message: 'A pause or removal was asked for later; nothing was activated.',
  },
} as const;
