import { figuresContracts, type AccountSync } from '../../../../contracts/platforms/figures.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function sync(deps: PlatformsDeps) {
  return action(figuresContracts.sync, async function sync({ params, organizationId }) {
    return syncOf(deps, { organizationId, adAccountId: params.id });
  });
}

export function syncNow(deps: PlatformsDeps) {
  return action(figuresContracts.syncNow, async function syncNow({ params, organizationId }) {
    const account = { organizationId, adAccountId: params.id };
    await requireAccount(deps, account);
    await deps.figures.readNow(account, deps.clock());
    return syncOf(deps, account);
  });
}

type Account = { organizationId: string; adAccountId: string };

async function requireAccount({ accounts }: PlatformsDeps, { organizationId, adAccountId }: Account) {
  const account = await accounts.find(organizationId, adAccountId);
  if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
  return account;
}

async function syncOf(deps: PlatformsDeps, account: Account): Promise<AccountSync> {
  const { status } = await requireAccount(deps, account);
  const reading = await deps.figures.reading(account);
  const { adAccountId } = account;
  const nothing = { toldUntil: null, from: null, nextAt: null, error: null, imports: [] };
  if (reading === null) return { adAccountId, state: status === 'connected' ? 'waiting' : 'off', ...nothing };
  const { toldUntil, firstDay, dueAt, errorCode, errorMessage } = reading;
  const age = toldUntil === null ? null : deps.clock().getTime() - toldUntil.getTime();
  return {
    adAccountId,
    state: stateOf({ status, hasFailed: errorCode !== null, age, staleMs: deps.figures.pace.staleMs }),
    toldUntil: toldUntil?.toISOString() ?? null,
    from: firstDay,
    nextAt: dueAt?.toISOString() ?? null,
    error: errorCode === null || errorMessage === null ? null : { code: errorCode, message: errorMessage },
    imports: await deps.figures.imports(account),
  };
}

type Standing = { status: string; hasFailed: boolean; age: number | null; staleMs: number };

/** An account that is not connected is not read; a failure stands until a reading succeeds; what is old is called so. */
function stateOf({ status, hasFailed, age, staleMs }: Standing): AccountSync['state'] {
  if (status !== 'connected') return 'off';
  if (hasFailed) return 'failing';
  if (age === null) return 'waiting';
  return age > staleMs ? 'stale' : 'current';
}
