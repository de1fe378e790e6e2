import type { Factor } from '../../../contracts/auth/factors.ts';
import type { Origin } from '../../../contracts/auth/identity.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';
import { recordEvent } from '../trail/store.ts';
import { newRecoveryCodes } from './new-recovery-codes.ts';

/** How a factor that was begun becomes an active one. */
type Addition = {
  membership: Membership;
  origin: Origin | undefined;
  now: Date;
  /** @returns undefined when another request was first */
  activate: (tx: Tx) => Promise<Factor | undefined>;
};

/** Adds a factor, with its audit event and its notice. The first one brings recovery codes. @throws AppError RESOURCE_NOT_FOUND */
export async function addFactor(
  deps: AuthDeps,
  { membership, origin, now, activate }: Addition,
): Promise<{ factor: Factor; recoveryCodes: string[] | null }> {
  const [userId, organizationId] = [membership.user.id, membership.organization.id];
  const first = (await deps.factors.store.list(userId)).length === 0;
  const recoveryCodes = first ? newRecoveryCodes() : null;
  const factor = await deps.database.transaction(async (tx) => {
    const added = await activate(tx);
    if (!added) throw new AppError('RESOURCE_NOT_FOUND');
    if (recoveryCodes) await deps.factors.recoveryCodes.replace(tx, userId, recoveryCodes, now);
    await recordEvent(tx, {
      organizationId,
      userId,
      origin,
      action: 'auth.factor_added',
      detail: { kind: added.kind },
      personal: { name: added.name },
    });
    await deps.mails.queueNotice(tx, membership, { kind: 'factor_added', factor: added.name }, now);
    return added;
  });
  return { factor, recoveryCodes };
}
