import type { Session } from '../../../contracts/auth/identity.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import type { SigningKey } from '../../../mixins/identity/jws.ts';
import { mintUserToken } from '../../../mixins/identity/tokens.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';

/**
 * A session's id with its present refresh token, when that token expires unless it is used, and the number of the last
 * revocation when the role was read.
 */
type SessionToken = {
  id: string;
  refreshToken: string;
  refreshExpiresAt: Date;
  asOf: number;
  /** At a sign-in: the token of the device. */
  deviceToken?: string | undefined;
};

/**
 * A session as a client gets it: an access token that is signed now, the given refresh token, the person and where they are.
 * Neither token outlives the session. The signing key is read before anything is saved: one that cannot be read must not fail
 * the answer afterwards.
 */
export function sessionWithTokens(
  deps: AuthDeps,
  signingKey: SigningKey,
  { user, organization, addressProvedAt }: Membership,
  { id: sessionId, refreshToken, refreshExpiresAt, asOf, deviceToken }: SessionToken,
): Session {
  const now = deps.clock();
  const { lifetimes } = deps.sessions;
  const claims = {
    userId: user.id,
    organizationId: organization.id,
    sessionId,
    role: organization.role,
    asOf,
    addressProved: deps.accounts.countsAsProved(addressProvedAt),
  };
  const remainingSeconds = Math.max(0, (refreshExpiresAt.getTime() - now.getTime()) / SECOND_MS);
  const expiresIn = Math.min(lifetimes.accessSeconds, Math.floor(remainingSeconds));
  return {
    tokenType: 'Bearer',
    accessToken: mintUserToken(signingKey, claims, now, expiresIn),
    expiresIn,
    refreshToken,
    refreshExpiresIn: Math.round(remainingSeconds),
    ...(deviceToken === undefined ? {} : { deviceToken }),
    user,
    organization,
  };
}
