import { LRUCache } from 'lru-cache';
import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { AppError } from '../../../../lib/errors.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import { KEY_TOKEN_SECONDS, mintKeyToken } from '../../../../mixins/identity/tokens.ts';
import type { AuthDeps } from '../../deps.ts';
import { tokenHash } from '../../opaque-token.ts';
import { recordRefusedKey } from '../store.ts';

/** Exchanges an API key for an access token of a few minutes, which expires with the key at the latest. */
export function exchangeApiKey(deps: AuthDeps) {
  const firstOfMinute = seldom();
  return action(machineContracts.exchangeApiKey, async function exchangeApiKey({ params }) {
    const now = deps.clock();
    const key = await deps.machines.apiKeys.use(params.key, now);
    if (!key) {
      if (firstOfMinute(params.key)) await recordRefusedKey(deps.database, params.key);
      throw new AppError('TOKEN_INVALID');
    }
    const { id: keyId, organizationId, userId, role, access, expiresAt, asOf } = key;
    const addressProved = deps.accounts.countsAsProved(key.addressProvedAt);
    const remainingSeconds = Math.floor((expiresAt.getTime() - now.getTime()) / SECOND_MS);
    const expiresIn = Math.min(KEY_TOKEN_SECONDS, remainingSeconds);
    const claims = { keyId, organizationId, userId, role, access, asOf, addressProved };
    return {
      accessToken: mintKeyToken(await deps.sessions.keys.current(), claims, now, expiresIn),
      expiresIn,
    };
  });
}

/** True once a minute for each key, so that a machine that goes on with a dead key does not fill the trail. */
function seldom(): (key: string) => boolean {
  const told = new LRUCache<string, true>({ max: 1_000, ttl: MINUTE_MS });
  return (key) => {
    const hash = tokenHash(key).toString('base64url');
    if (told.has(hash)) return false;
    told.set(hash, true);
    return true;
  };
}
