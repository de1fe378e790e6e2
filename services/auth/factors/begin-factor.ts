import type { Origin } from '../../../contracts/auth/identity.ts';
import type { Request } from '../../../mixins/action.ts';
import type { passkeyContracts } from '../../../contracts/auth/passkeys.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import { recordEvent } from '../trail/store.ts';
import { isFirstFactor } from './store/first-factor.ts';

/** How somebody begins to add a factor. */
type Beginning = {
  /** Who asks, and how they confirm it. */
  request: Pick<
    Request<typeof passkeyContracts.beginPasskey>,
    'organizationId' | 'userId' | 'confirm' | 'waiveConfirmation'
  >;
  origin: Origin | undefined;
  /** Saves what was begun. */
  begin: (tx: Tx) => Promise<void>;
};

/**
 * Begins to add a factor. The first one cannot be confirmed with one, every other is; also one whose request came before another
 * became the first, so that nothing that was begun beside a factor is unconfirmed.
 * @throws AppError STEP_UP_REQUIRED and what else `confirm` throws
 */
export async function beginFactor(deps: AuthDeps, { request, origin, begin }: Beginning): Promise<void> {
  const { organizationId, userId, confirm, waiveConfirmation } = request;
  const first = (await deps.factors.store.list(userId)).length === 0;
  if (first) waiveConfirmation();
  else await confirm();
  const begun = await deps.database.transaction(async (tx) => {
    if (first && !(await isFirstFactor(tx, userId))) return false;
    await begin(tx);
    await recordEvent(tx, { organizationId, userId, origin, action: 'auth.factor_begun' });
    return true;
  });
  if (!begun) await beginFactor(deps, { request, origin, begin });
}
