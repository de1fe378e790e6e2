import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';

/** Who asks. */
export type Claims = { sub: string; org: string; exp: number };

/** Verifies ES256 tokens with the keys of `jwksUrl`, each token once: later its end alone is looked at. */
export async function tokenReader(
  jwksUrl: string,
): Promise<(authorization: string | undefined) => Claims | null> {
  const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const byKid = new Map(
    keys.map((key): [string, KeyObject] => [key.kid, createPublicKey({ key, format: 'jwk' })]),
  );
  const verified = new Map<string, Claims>();
  return (authorization) => {
    const token = authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : '';
    const known = verified.get(token) ?? verify(token, byKid);
    if (!known || known.exp * 1000 <= Date.now()) return null;
    verified.set(token, known);
    return known;
  };
}

function verify(token: string, keys: ReadonlyMap<string, KeyObject>): Claims | null {
  const key = keys.get(jwt.decode(token, { complete: true })?.header.kid ?? '');
  try {
    return key ? (jwt.verify(token, key, { algorithms: ['ES256'] }) as unknown as Claims) : null;
  } catch {
    return null;
  }
}
