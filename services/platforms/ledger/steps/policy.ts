import { policyProblem, refusalsOf } from '../domain/policy.ts';
import type { Outcome } from '../domain/protocol.ts';
import type { VendorFailure } from '../../port.ts';
import type { Attempt } from './attempt.ts';

/**
 * Ends a step whose objects the platform refused by policies of its own, and keeps which and why, so that people can decide about
 * each. Null when it was refused for anything else too, or when the platform does not say which objects it means.
 */
export async function refusedByPolicy(
  { op, connection, marker, ledger, now }: Attempt,
  { kind, policies }: VendorFailure,
): Promise<Extract<Outcome, { end: 'failed' }> | null> {
  if (kind !== 'refused' || policies.length === 0 || op.desired === null) return null;
  const refusals = refusalsOf(policies, connection.share(op.desired, marker), op.desired);
  if (refusals === null) return null;
  await ledger.refuse(op, refusals, now());
  return { end: 'failed', error: policyProblem(refusals, op.platform) };
}
