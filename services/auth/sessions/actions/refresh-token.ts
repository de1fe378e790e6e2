import type { Origin, Session } from '../../../../contracts/auth/identity.ts';
import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { SigningKey } from '../../../../mixins/identity/jws.ts';
import type { AuthDeps } from '../../deps.ts';
import { judgeUsedToken } from '../domain/used-token.ts';
import { endSession } from '../end-session.ts';
import { newRefreshToken, openSuccessor } from '../refresh-token.ts';
import { sessionWithTokens } from '../session-tokens.ts';
import type { Presentation, RefusedToken } from '../store/refresh-tokens.ts';

/** Changes a refresh token for its successor. A token that was used before may end the session (domain/used-token.ts). */
export function refreshToken(deps: AuthDeps) {
  return action(sessionContracts.refreshToken, async function refreshToken({ params }) {
    const { refreshToken: token, deviceToken, origin } = params;
    const userAgent = origin?.userAgent ?? null;
    const presented = { token, deviceToken, userAgent, now: deps.clock() };
    const successor = newRefreshToken();
    const signingKey = await deps.sessions.keys.current();
    const owner = await deps.sessions.refreshTokens.rotate(presented, successor);
    if (!owner) return answerUsedToken(deps, signingKey, presented, origin);
    const { membership, sessionId: id, ...rest } = owner;
    return sessionWithTokens(deps, signingKey, membership, { id, refreshToken: successor, ...rest });
  });
}

/** Gives the same successor again where the first answer may have got lost. @throws AppError REFRESH_TOKEN_INVALID otherwise */
async function answerUsedToken(
  deps: AuthDeps,
  signingKey: SigningKey,
  presented: Presentation,
  origin: Origin | undefined,
): Promise<Session> {
  const { now } = presented;
  const refused = await deps.sessions.refreshTokens.find(presented);
  const verdict = judgeUsedToken(refused, now);
  if (verdict === 'replay' && refused?.sealedSuccessor) {
    const successor = openSuccessor(presented.token, refused.sealedSuccessor);
    const { membership, sessionId: id, refreshExpiresAt, asOf } = refused;
    const found = { id, refreshToken: successor, refreshExpiresAt, asOf };
    return sessionWithTokens(deps, signingKey, membership, found);
  }
  if (verdict === 'reuse' && refused) await endReusedSession(deps, refused, origin, now);
  throw new AppError('REFRESH_TOKEN_INVALID');
}

async function endReusedSession(
  deps: AuthDeps,
  { membership, sessionId }: RefusedToken,
  origin: Origin | undefined,
  now: Date,
): Promise<void> {
  await endSession(deps, {
    sessionId,
    userId: membership.user.id,
    organizationId: membership.organization.id,
    reason: 'refresh_reuse',
    origin,
    now,
    save: (tx) => deps.mails.queueReuseWarning(tx, membership, now),
  });
}
