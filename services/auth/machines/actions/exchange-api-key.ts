import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { AppError } from '../../../../lib/errors.ts';
import { SECOND_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import { KEY_TOKEN_SECONDS, mintKeyToken } from '../../../../mixins/identity/tokens.ts';
import type { AuthDeps } from '../../deps.ts';

/** Changes an API key for a token of a few minutes, which does not outlive the key. */
export function exchangeApiKey(deps: AuthDeps) {
  return action(machineContracts.exchangeApiKey, async function exchangeApiKey({ params }) {
    const now = deps.clock();
    const key = await deps.apiKeys.use(params.key, now);
    if (!key) throw new AppError('TOKEN_INVALID');
    const { id: keyId, organizationId, userId, role, expiresAt } = key;
    const left = Math.floor((expiresAt.getTime() - now.getTime()) / SECOND_MS);
    const expiresIn = Math.min(KEY_TOKEN_SECONDS, left);
    const claims = { keyId, organizationId, userId, role };
    return { accessToken: mintKeyToken(await deps.keys.current(), claims, now, expiresIn), expiresIn };
  });
}
