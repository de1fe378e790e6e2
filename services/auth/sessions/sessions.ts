import { v7 as uuidv7 } from 'uuid';
import type { Session, Tokens } from '../../../contracts/auth/identity.ts';
import { mintUserToken } from '../../../mixins/identity/tokens.ts';
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

/** The pair of tokens of a session: an access token signed now beside the given refresh token. */
export async function tokensOf(
  deps: AuthDeps,
  seat: Seat,
  session: { id: string; refreshToken: string; refreshExpiresAt: Date },
): Promise<Tokens> {
  const now = deps.clock();
  const claims = {
    userId: seat.user.id,
    organizationId: seat.organization.id,
    sessionId: session.id,
    role: seat.organization.role,
  };
  const { accessSeconds } = deps.lifetimes;
  return {
    tokenType: 'Bearer',
    accessToken: mintUserToken(await deps.keys.current(), claims, now, accessSeconds),
    expiresIn: accessSeconds,
    refreshToken: session.refreshToken,
    refreshExpiresIn: Math.max(0, Math.round((session.refreshExpiresAt.getTime() - now.getTime()) / 1000)),
  };
}

/** What a client gets who signed in: tokens, who he is and where. */
export async function sessionAnswer(
  deps: AuthDeps,
  seat: Seat,
  session: { id: string; refreshToken: string; refreshExpiresAt: Date },
): Promise<Session> {
  return { ...(await tokensOf(deps, seat, session)), user: seat.user, organization: seat.organization };
}
