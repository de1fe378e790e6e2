import { z } from 'zod';
import { Jwk, Revocation, type TrustAnchors } from '../../contracts/auth/sessions.ts';
import { readJws, signJws, type SignedKind, type SigningKey } from './jws.ts';
import type { PublicKeys } from './tokens.ts';

const answerTo = (nonce: string): SignedKind => ({
  typ: 'trust+jwt',
  issuer: 'service:auth',
  audience: nonce,
});
/** By how much the clock of auth's node may differ from the asker's, in seconds. */
const CLOCK_SKEW_SECONDS = 30;

/** Whoever answered did not prove to be auth, and to answer this question now. */
export class UnprovedAnswer extends Error {
  override name = 'UnprovedAnswer';
}

const Claims = z.object({
  seq: z.int(),
  entries: z.array(Revocation),
  more: z.boolean(),
  keys: z.array(Jwk),
  iat: z.int(),
});

/**
 * The trust anchors of one moment, signed with auth's own service key as an answer to one question: `nonce` is the asker's.
 * @returns a JWS (ES256, RFC 7515)
 */
export function signTrustStatement(
  signing: SigningKey,
  anchors: TrustAnchors,
  nonce: string,
  now: Date,
): string {
  const payload = { ...anchors, iat: Math.floor(now.getTime() / 1000) };
  return signJws(signing, payload, answerTo(nonce));
}

/**
 * The trust anchors of a statement, when auth signed it for this nonce and now.
 * @param keys the public keys of services (SERVICE_PUBLIC_KEYS)
 * @throws UnprovedAnswer for any other text
 */
export function readTrustStatement(
  statement: string,
  keys: PublicKeys,
  nonce: string,
  now: Date,
): TrustAnchors {
  const key = keys.get('auth');
  if (!key) throw new UnprovedAnswer('SERVICE_PUBLIC_KEYS holds no key of auth');
  try {
    const payload = readJws(statement, key, answerTo(nonce), now);
    const { iat, seq, entries, more, keys: userKeys } = Claims.parse(payload);
    if (Math.abs(iat - now.getTime() / 1000) > CLOCK_SKEW_SECONDS)
      throw new Error("the statement is of another time, or a node's clock is wrong");
    return { seq, entries, more, keys: userKeys };
  } catch (error) {
    throw new UnprovedAnswer(error instanceof Error ? error.message : String(error));
  }
}
