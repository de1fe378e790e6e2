import { policyProblem, refusalsOf } from '../domain/policy.ts';
import type { Outcome } from '../domain/protocol.ts';
import type { VendorFailure } from '../../port.ts';
import { madeWords } from '../domain/written-words.ts';
import type { Attempt } from './attempt.ts';
import { madeBy } from './made.ts';

/**
 * Ends a step whose objects the platform refused by policies of its own, and keeps which and why, so that people can decide about
 * each. Null when it was refused for anything else too, or when the platform does not say which objects it means.
 */
export async function refusedByPolicy(
  attempt: Attempt,
  { kind, policies }: VendorFailure,
): Promise<Extract<Outcome, { end: 'failed' }> | null> {
  const { op, connection, marker, ledger, now } = attempt;
  if (kind !== 'refused' || policies.length === 0 || op.desired === null) return null;
  const refusals = refusalsOf(policies, connection.share(op.desired, marker), op.desired);
  if (refusals === null) return null;
  await ledger.refuse(op, refusals, now());
  return { end: 'failed', error: policyProblem(refusals, op.platform, madeWords(await madeBy(attempt))) };
}
