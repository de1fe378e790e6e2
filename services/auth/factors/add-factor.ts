import type { Factor } from '../../../contracts/auth/factors.ts';
import type { Origin } from '../../../contracts/auth/identity.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';
import { recordOfPerson } from '../trail/record-of-person.ts';
import { newRecoveryCodes } from './new-recovery-codes.ts';
import { tellOfWaitingFactor } from './tell-of-waiting-factor.ts';
import { forgetBegun, isFirstFactor, letWait, markAddressCounted } from './store/first-factor.ts';

/** How a factor that was begun becomes an active one. */
type Addition = {
  membership: Membership;
  origin: Origin | undefined;
  now: Date;
  /** @returns undefined when another request was first */
  activate: (tx: Tx) => Promise<Factor | undefined>;
};

/**
 * Adds a factor, with its audit event and its notice. The first one brings recovery codes, and voids whatever else was begun without
 * a factor. @throws AppError RESOURCE_NOT_FOUND
 */
export async function addFactor(
  deps: AuthDeps,
  { membership, origin, now, activate }: Addition,
): Promise<{ factor: Factor; recoveryCodes: string[] | null }> {
  const [userId, organizationId] = [membership.user.id, membership.organization.id];
  return deps.database.transaction(async (tx) => {
    const first = await isFirstFactor(tx, userId);
    const recoveryCodes = first ? newRecoveryCodes() : null;
    const added = await activate(tx);
    if (!added) throw new AppError('RESOURCE_NOT_FOUND');
    if (deps.accounts.countsAsProved(membership.addressProvedAt)) await markAddressCounted(tx, added.id);
    if (await letWait(tx, userId, added.id, now)) await tellOfWaitingFactor(deps, tx, userId, now);
    // begun by whoever had a session and the password: from now on another factor is confirmed with this one
    if (first) await forgetBegun(tx, userId);
    if (recoveryCodes) await deps.factors.recoveryCodes.replace(tx, userId, recoveryCodes, now);
    await deps.accounts.mailedTokens.forgetWish(tx, userId);
    await recordOfPerson(tx, {
      organizationId,
      userId,
      origin,
      action: 'auth.factor_added',
      detail: { kind: added.kind },
      personal: { name: added.name },
    });
    await deps.mails.queueNotice(tx, membership, { kind: 'factor_added', factor: added.name }, now);
    return { factor: added, recoveryCodes };
  });
}
