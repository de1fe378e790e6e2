import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { challengeOf, consentDeadline, hashInSession, stateAsOf } from '../domain/connect.ts';
import { connectablePlatform } from '../connectable-platform.ts';

export function beginConnect(deps: PlatformsDeps) {
  return action(
    adAccountContracts.beginConnect,
    async function beginConnect({ params, organizationId, userId, caller, confirm, pending }) {
      const connection = connectablePlatform(deps, params.platform);
      const { platform, developerToken = null } = params;
      if (developerToken !== null && platform !== 'google-ads')
        throw invalidField(
          'developerToken',
          'DEVELOPER_TOKEN_UNKNOWN',
          'Only Google Ads has developer tokens.',
        );
      await confirm();
      const state = stateAsOf(deps.secret(), pending.asOf);
      const [verifier, now] = [deps.secret(), deps.clock()];
      const expiresAt = consentDeadline(now);
      await deps.connects.begin({
        organizationId,
        userId,
        platform,
        stateHash: hashInSession(state, caller),
        verifier,
        developerToken,
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
