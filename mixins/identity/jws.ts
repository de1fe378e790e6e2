import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';

/** A private key and its name in headers (`kid`). */
export type SigningKey = { kid: string; key: KeyObject };
/** What a signed text is and for whom: a text of one kind is never taken for one of another. */
export type SignedKind = { typ: string; issuer: string; audience: string };

/** By how much the clocks of two nodes may differ where a text has an end. */
export const LEEWAY_SECONDS = 2;

/** Signs a payload. @returns a JWS (ES256, RFC 7515) */
export function signJws({ key, kid }: SigningKey, payload: object, kind: SignedKind): string {
  const { typ, issuer, audience } = kind;
  const header = { alg: 'ES256', typ };
  return jwt.sign(payload, key, { algorithm: 'ES256', keyid: kid, issuer, audience, header });
}

/** The payload of a JWS of this kind, not parsed yet. @throws Error, and TokenExpiredError of jsonwebtoken after its end */
export function readJws(
  text: string,
  key: KeyObject,
  { typ, issuer, audience }: SignedKind,
  now = new Date(),
): unknown {
  const { header, payload } = jwt.verify(text, key, {
    algorithms: ['ES256'],
    issuer,
    audience,
    clockTimestamp: Math.floor(now.getTime() / 1000),
    clockTolerance: LEEWAY_SECONDS,
    complete: true,
  });
  if (header.typ !== typ) throw new Error(`a signed text of type ${header.typ}, and not ${typ}`);
  return payload;
}
