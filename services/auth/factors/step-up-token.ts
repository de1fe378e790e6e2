import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import type { Jwk } from '../../../contracts/auth/sessions.ts';
import type { UserCaller } from '../../../contracts/caller.ts';
import type { StepUpPurpose } from '../../../contracts/step-up.ts';
import { Id } from '../../../contracts/values.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import { readJws, signJws, type SignedKind, type SigningKey } from '../../../mixins/identity/jws.ts';

/** A step-up is good for this long, and once. */
export const STEP_UP_SECONDS = 300;

/** A type of its own: no step-up is an access token, and no access token is a step-up. */
const STEP_UP_TOKEN: SignedKind = {
  typ: 'step-up+jwt',
  issuer: 'sales-intelligence-platform',
  audience: 'sip-step-up',
};
/**
 * `jti` names the token, `pur` the purpose, `hsh` the hash of what was confirmed, `rev` the number of the last revocation when
 * the proof was asked for.
 */
const Claims = z.object({
  jti: Id,
  sub: Id,
  org: Id,
  sid: Id,
  pur: z.string(),
  hsh: z.string(),
  rev: z.int(),
  iat: z.int(),
  exp: z.int(),
});

/** What a person confirms, in one session. */
export type Confirmed = { person: UserCaller; purpose: StepUpPurpose; hash: string };

export function mintStepUpToken(
  signing: SigningKey,
  jti: string,
  { person, purpose, hash, asOf }: Confirmed & { asOf: number },
  now: Date,
): string {
  const iat = Math.floor(now.getTime() / SECOND_MS);
  const { userId: sub, organizationId: org, sessionId: sid } = person;
  const claims = { jti, sub, org, sid, pur: purpose, hsh: hash, rev: asOf, iat, exp: iat + STEP_UP_SECONDS };
  return signJws(signing, claims, STEP_UP_TOKEN);
}

/** The id and the end of a token that confirms just this, in this session, and as of when; undefined for any other text. */
export function readStepUpToken(
  token: string,
  keys: readonly Jwk[],
  { person, purpose, hash }: Confirmed,
): { id: string; expiresAt: Date; asOf: number } | undefined {
  for (const jwk of keys) {
    try {
      const claims = Claims.parse(
        readJws(token, createPublicKey({ key: jwk, format: 'jwk' }), STEP_UP_TOKEN),
      );
      const fits =
        claims.sub === person.userId &&
        claims.org === person.organizationId &&
        claims.sid === person.sessionId &&
        claims.pur === purpose &&
        claims.hsh === hash &&
        claims.exp - claims.iat === STEP_UP_SECONDS;
      if (!fits) return undefined;
      return { id: claims.jti, expiresAt: new Date(claims.exp * SECOND_MS), asOf: claims.rev };
    } catch {
      // signed by another key, expired, or no token of this kind
    }
  }
  return undefined;
}
