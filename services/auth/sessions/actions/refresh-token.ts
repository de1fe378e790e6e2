import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import type { Origin } from '../../accounts/domain/people.ts';
import { judgeSpent } from '../domain/rotation.ts';
import { newRefreshToken, openChild } from '../../secrets/opaque-tokens.ts';
import type { SigningKey } from '../../../../mixins/identity/tokens.ts';
import { sessionAnswer } from '../sessions.ts';

/** Changes a refresh token for its child; a token that was spent before ends the session (domain/rotation.ts). */
export function refreshToken(deps: AuthDeps) {
  return action(sessionContracts.refreshToken, async function refreshToken({ params }) {
    const { refreshToken: parent, origin } = params;
    const child = newRefreshToken();
    const userAgent = origin?.userAgent ?? null;
    const signing = await deps.keys.current();
    const rotated = await deps.refreshTokens.rotate(
      parent,
      child,
      deps.clock(),
      deps.lifetimes.idleMs,
      userAgent,
    );
    if (!rotated) return spentBefore(deps, signing, parent, origin);
    const { seat, sessionId, refreshExpiresAt } = rotated;
    return sessionAnswer(deps, signing, seat, { id: sessionId, refreshToken: child, refreshExpiresAt });
  });
}

async function spentBefore(deps: AuthDeps, signing: SigningKey, parent: string, origin: Origin | undefined) {
  const now = deps.clock();
  const token = await deps.refreshTokens.inspect(parent, now);
  const verdict = judgeSpent(token, now, origin?.userAgent ?? null);
  if (verdict === 'replay' && token?.sealedChild) {
    const child = {
      refreshToken: openChild(parent, token.sealedChild),
      refreshExpiresAt: token.refreshExpiresAt,
    };
    return sessionAnswer(deps, signing, token.seat, { id: token.sessionId, ...child });
  }
  if (verdict === 'reuse' && token) {
    await deps.endings.reused(token.seat, token.sessionId, origin, now);
    await deps.hear();
  }
  throw new AppError('REFRESH_TOKEN_INVALID');
}
