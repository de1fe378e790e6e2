import { v7 as uuidv7 } from 'uuid';
import type { Session, Tokens } from '../../../contracts/auth/identity.ts';
import { mintUserToken, type SigningKey } from '../../../mixins/identity/tokens.ts';
import type { AuthDeps } from '../deps.ts';
import type { NewSession, Origin, Seat } from '../accounts/domain/people.ts';
import { newRefreshToken } from '../secrets/opaque-tokens.ts';

/** A session that begins now; it ends at `expiresAt`, or when its kind may last no longer. */
export function newSession(deps: AuthDeps, origin: Origin | undefined, expiresAt?: Date): NewSession {
  const startedAt = deps.clock();
  const end = expiresAt ?? new Date(startedAt.getTime() + deps.lifetimes.absoluteMs);
  const idle = new Date(startedAt.getTime() + deps.lifetimes.idleMs);
  return {
    id: uuidv7(),
    startedAt,
    expiresAt: end,
    refreshToken: newRefreshToken(),
    refreshExpiresAt: idle < end ? idle : end,
    origin,
  };
}

/** What a session's tokens are made of. */
type TokenSource = { id: string; refreshToken: string; refreshExpiresAt: Date };

/**
 * The pair of tokens of a session: an access token signed now beside the given refresh token. The signing key is read
 * before the session is saved (`deps.keys.current()`): a key that cannot be read must not fail the answer afterwards.
 */
export function tokensOf(
  { clock, lifetimes }: AuthDeps,
  signing: SigningKey,
  seat: Seat,
  session: TokenSource,
): Tokens {
  const now = clock();
  const claims = {
    userId: seat.user.id,
    organizationId: seat.organization.id,
    sessionId: session.id,
    role: seat.organization.role,
  };
  const { accessSeconds } = lifetimes;
  return {
    tokenType: 'Bearer',
    accessToken: mintUserToken(signing, claims, now, accessSeconds),
    expiresIn: accessSeconds,
    refreshToken: session.refreshToken,
    refreshExpiresIn: Math.max(0, Math.round((session.refreshExpiresAt.getTime() - now.getTime()) / 1000)),
  };
}

/** What a client gets who signed in: tokens, who they are and where. */
export function sessionAnswer(
  deps: AuthDeps,
  signing: SigningKey,
  seat: Seat,
  session: TokenSource,
): Session {
  return { ...tokensOf(deps, signing, seat, session), user: seat.user, organization: seat.organization };
}
