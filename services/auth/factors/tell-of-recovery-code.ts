import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';

/** Tells a person that one of their recovery codes was used, and how many are left. */
export async function tellOfRecoveryCode(
  deps: AuthDeps,
  tx: Tx,
  membership: Membership,
  now: Date,
): Promise<void> {
  const left = await deps.factors.recoveryCodes.left(membership.user.id, tx);
  await deps.mails.queueNotice(tx, membership, { kind: 'recovery_code_used', left }, now);
}
