import type { AccountState } from '../../../../contracts/platforms/ad-accounts.ts';
import { accountClosed } from '../../../../rules/account-access.ts';
import type { Op } from '../domain/op.ts';
import { VendorFailure } from '../../port.ts';
import type { Outcome } from '../domain/protocol.ts';
import type { Attempt } from './attempt.ts';
import { undo } from './undo.ts';

/**
 * The end of a step that would make something or let it serve in an ad account that does not take it; null when the step may go
 * on. What an earlier attempt has made or activated is undone. Updates, pauses and removals are for the platform to take.
 * @throws VendorFailure
 */
export async function refusedByAccount(attempt: Attempt): Promise<Outcome | null> {
  const { op, ledger, account } = attempt;
  if (op.kind !== 'publish' && op.kind !== 'resume') return null;
  const error = await account.refusal();
  if (error === null) return null;
  const failure = { end: 'failed', error } as const;
  const objects = await ledger.objects(op);
  // what serves before the first attempt is not of this step's making
  const begun = op.attempt > 1 && objects.some(({ state }) => state === 'activating' || state === 'active');
  return op.kind === 'publish' || begun ? undo(attempt, failure) : failure;
}

/**
 * The platform has forbidden something: what the account allows may have changed. Where it does not say (null), the next step is told
 * as this one was.
 */
export async function rereadAccount({ account }: Attempt): Promise<AccountState | null> {
  try {
    return await account.read();
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    return null;
  }
}

/**
 * How a pause or a removal ends in an ad account that the platform says is closed: asking again changes nothing, and nothing of it
 * serves. People are told, because what was enabled there serves again once it is opened. Null for every other account.
 */
export function endedByClosing(
  op: Pick<Op, 'kind' | 'platform'>,
  state: AccountState | null,
): Outcome | null {
  const stops = op.kind === 'pause' || op.kind === 'remove';
  const error = stops && state !== null ? accountClosed(op.platform, state) : null;
  return error && { end: 'needs_review', error };
}
