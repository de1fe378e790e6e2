import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readJws, signJws, type SignedKind, type SigningKey } from '../../../mixins/identity/jws.ts';
import { StatementClaims } from './domain/statement.ts';

const AUDIT_HEADS: SignedKind = {
  typ: 'audit-heads+jwt',
  issuer: 'sales-intelligence-platform',
  audience: 'sip-audit',
};

/** Signs a statement about the heads of all chains. @returns a JWS (ES256, RFC 7515) */
export const signStatement = (key: SigningKey, claims: StatementClaims): string =>
  signJws(key, claims, AUDIT_HEADS);

/** What a statement says; null when it is not signed by this key. */
export function readStatement(statement: string, key: KeyObject): StatementClaims | null {
  try {
    return StatementClaims.parse(readJws(statement, key, AUDIT_HEADS));
  } catch {
    return null;
  }
}

/** The name of the key by which a statement says it is signed; undefined when it names none. */
export function kidOf(statement: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(statement.split('.')[0] ?? '', 'base64url').toString()) as unknown;
    const { kid } = header as { kid?: unknown };
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

/** What a statement says, when one of these public keys signed it. */
export function readStatementBy(
  statement: string,
  keys: readonly (JsonWebKey & { kid: string })[],
): StatementClaims | null {
  const jwk = keys.find(({ kid }) => kid === kidOf(statement));
  return jwk ? readStatement(statement, createPublicKey({ key: jwk, format: 'jwk' })) : null;
}
