import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { challengeOf, consentDeadline, hashInSession, stateAsOf } from '../domain/connect.ts';
import { connectablePlatform } from '../connectable-platform.ts';

export function beginConnect(deps: PlatformsDeps) {
  return action(
    adAccountContracts.beginConnect,
    async function beginConnect({ params, organizationId, userId, caller, confirm, pending }) {
      const connection = connectablePlatform(deps, params.platform);
      await confirm();
      const state = stateAsOf(deps.secret(), pending.asOf);
      const [verifier, now] = [deps.secret(), deps.clock()];
      const expiresAt = consentDeadline(now);
      await deps.connects.begin({
        organizationId,
        userId,
        platform: params.platform,
        stateHash: hashInSession(state, caller),
        verifier,
        expiresAt,
        now,
      });
      const authorizeUrl = connection.authorizeUrl({
        state,
        codeChallenge: challengeOf(verifier),
        redirectUri: deps.redirectUri,
      });
      return { authorizeUrl, state, expiresAt: expiresAt.toISOString() };
    },
  );
}
