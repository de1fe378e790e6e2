import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { MAX_ACCESS_TOKEN_SECONDS } from '../../contracts/auth/sessions.ts';
import { Id } from '../../contracts/values.ts';
import { API_KEY_ROLES, ROLES, SERVICES, type Role, type ServiceName } from '../../contracts/permissions.ts';
import type { KeyAccess } from '../../contracts/caller.ts';
import { KEY_KINDS, SCOPE_NAMES } from '../../contracts/scopes.ts';
import { AppError } from '../../lib/errors.ts';
import { LEEWAY_SECONDS, readJws, signJws, type SignedKind, type SigningKey } from './jws.ts';

const USER_ISSUER = 'sales-intelligence-platform';
const API_AUDIENCE = 'sip-api';
const KEY_AUDIENCE = 'sip-api-keys';
const SERVICE_AUDIENCE = 'sip-services';
/** How long a service token is valid at most. */
const SERVICE_TOKEN_SECONDS = 60;
/** How long the token of an API key is valid at most. */
export const KEY_TOKEN_SECONDS = 300;
const MAX_TOKEN_LENGTH = 4_000;
/** An ES256 signature is 64 bytes: 86 letters of base64url, of which the last one has four possible values. */
const JWT_FORMAT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{85}[AQgw]$/;

/**
 * The number of the last revocation that was known when a token was made: later ones apply to it. Tokens of the release
 * before have none.
 */
const Rev = z.int().min(0).optional();

/** Whether the address of the person is proved. A token that does not say so, from the release before, does not prove it. */
const AddressProved = z.boolean().default(false);

/** The claims of a person's token: `sub` is the person, `org` the organisation, `sid` the session, `prv` the proved address. */
const UserClaims = z.object({
  sub: Id,
  org: Id,
  sid: Id,
  role: z.enum(ROLES),
  rev: Rev,
  prv: AddressProved,
  iat: z.int(),
  exp: z.int(),
});
export type UserClaims = z.infer<typeof UserClaims>;

/** The claims of an API key's token: `sub` is the key, `obo` (on behalf of) the person who made it. */
const KeyClaims = z.object({
  sub: Id,
  org: Id,
  obo: Id,
  role: z.enum(API_KEY_ROLES),
  /** Tokens of the release before name neither: their keys had no scopes. */
  knd: z.enum(KEY_KINDS).default('integration'),
  scp: z.array(z.string()).default(SCOPE_NAMES),
  rev: Rev,
  prv: AddressProved,
  iat: z.int(),
  exp: z.int(),
});
export type KeyClaims = z.infer<typeof KeyClaims>;

/**
 * The claims of a service's token: `act` is the one action that it may call, `job` and `obo` the job and the person for
 * whom it calls.
 */
const ServiceClaims = z.object({
  sub: z.enum(SERVICES),
  org: Id.nullable(),
  act: z.string(),
  job: z.string().nullable(),
  obo: Id.nullable(),
  iat: z.int(),
  exp: z.int(),
});
export type ServiceClaims = z.infer<typeof ServiceClaims>;

const USER_TOKEN: SignedKind = { typ: 'at+jwt', issuer: USER_ISSUER, audience: API_AUDIENCE };
const KEY_TOKEN: SignedKind = { typ: 'key+jwt', issuer: USER_ISSUER, audience: KEY_AUDIENCE };
const serviceToken = (service: string): SignedKind => ({
  typ: 'svc+jwt',
  issuer: `service:${service}`,
  audience: SERVICE_AUDIENCE,
});
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** A role and a proof that were read, and the number of the last revocation at that moment or before it. */
type Standing = { role: Role; addressProved: boolean; asOf?: number };

/** Signs an access token for a person. It expires `lifetimeSeconds` after `now`. */
export function mintUserToken(
  signing: SigningKey,
  claims: { userId: string; organizationId: string; sessionId: string } & Standing,
  now: Date,
  lifetimeSeconds: number,
): string {
  const { userId: sub, organizationId: org, sessionId: sid, role, asOf: rev, addressProved: prv } = claims;
  return signJws(signing, { sub, org, sid, role, rev, prv, ...validity(now, lifetimeSeconds) }, USER_TOKEN);
}

/** Signs the token of an API key; `userId` is the person who made the key. It is valid for five minutes at most. */
export function mintKeyToken(
  signing: SigningKey,
  claims: { keyId: string; organizationId: string; userId: string; access: KeyAccess } & Standing,
  now: Date,
  lifetimeSeconds: number = KEY_TOKEN_SECONDS,
): string {
  const { keyId: sub, organizationId: org, userId: obo, role, asOf: rev, addressProved: prv } = claims;
  const { kind: knd, scopes: scp } = claims.access;
  const payload = { sub, org, obo, role, knd, scp, rev, prv, ...validity(now, lifetimeSeconds) };
  return signJws(signing, payload, KEY_TOKEN);
}

/** Signs a service's token. It is valid for one action and one minute. */
export function mintServiceToken(
  signing: SigningKey,
  claims: {
    service: ServiceName;
    organizationId: string | null;
    action: string;
    jobId?: string | null;
    onBehalfOf?: string | null;
  },
  now: Date,
): string {
  const {
    service: sub,
    organizationId: org,
    action: act,
    jobId: job = null,
    onBehalfOf: obo = null,
  } = claims;
  const payload = { sub, org, act, job, obo, ...validity(now, SERVICE_TOKEN_SECONDS) };
  return signJws(signing, payload, serviceToken(sub));
}

function validity(now: Date, seconds: number): { iat: number; exp: number } {
  const iat = Math.floor(now.getTime() / 1000);
  return { iat, exp: iat + seconds };
}

/** Reads the header of a token that is not verified yet. @throws AppError TOKEN_INVALID */
export function readHeader(token: string): { typ: string; kid: string } {
  if (token.length > MAX_TOKEN_LENGTH || !JWT_FORMAT.test(token)) throw new AppError('TOKEN_INVALID');
  const decoded = jwt.decode(token, { complete: true });
  const { typ, kid, alg, crit } = (decoded?.header ?? {}) as Readonly<Record<string, unknown>>;
  // RFC 7515: a token with critical extensions is invalid for whoever does not know them, and we know none
  if (
    alg !== 'ES256' ||
    crit !== undefined ||
    typeof typ !== 'string' ||
    typeof kid !== 'string' ||
    kid.length > 100
  ) {
    throw new AppError('TOKEN_INVALID');
  }
  return { typ, kid };
}

/** Verifies a person's token against auth's public keys. @throws AppError TOKEN_INVALID, TOKEN_EXPIRED */
export function verifyUserToken(token: string, keys: PublicKeys, kid: string, now: Date): UserClaims {
  return verify(token, keys.get(kid), now, USER_TOKEN, UserClaims, MAX_ACCESS_TOKEN_SECONDS);
}

/** Verifies the token of an API key against auth's public keys. @throws AppError TOKEN_INVALID, TOKEN_EXPIRED */
export function verifyKeyToken(token: string, keys: PublicKeys, kid: string, now: Date): KeyClaims {
  return verify(token, keys.get(kid), now, KEY_TOKEN, KeyClaims, KEY_TOKEN_SECONDS);
}

/** Verifies a service's token against that service's public key. @throws AppError TOKEN_INVALID, TOKEN_EXPIRED */
export function verifyServiceToken(token: string, keys: PublicKeys, kid: string, now: Date): ServiceClaims {
  const claims = verify(token, keys.get(kid), now, serviceToken(kid), ServiceClaims, SERVICE_TOKEN_SECONDS);
  if (claims.sub !== kid) throw new AppError('TOKEN_INVALID');
  return claims;
}

/** Verifies signature, kind and times: signed by now, and for no longer than its kind may live. */
function verify<T extends z.ZodType<{ iat: number; exp: number }>>(
  token: string,
  key: KeyObject | undefined,
  now: Date,
  kind: SignedKind,
  schema: T,
  maxSeconds: number,
): z.output<T> {
  if (!key) throw new AppError('TOKEN_INVALID');
  try {
    const claims = schema.parse(readJws(token, key, kind, now));
    if (claims.iat * 1000 > now.getTime() + LEEWAY_SECONDS * 1000) throw new Error('signed in the future');
    if (claims.exp - claims.iat > maxSeconds) throw new Error('longer-lived than a token of its kind may be');
    return claims;
  } catch (error) {
    throw new AppError(error instanceof jwt.TokenExpiredError ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID', {}, error);
  }
}

/** The private key of a JWKS entry, with its kid. @throws Error without a kid */
export function signingKey(jwk: JsonWebKey & { kid?: string }): SigningKey {
  if (!jwk.kid) throw new Error('a signing key needs a kid');
  return { kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

/** The public keys of a JWKS by kid; entries without a kid are left out. */
export function publicKeys(jwks: {
  keys: readonly (JsonWebKey & { kid?: string })[];
}): Map<string, KeyObject> {
  return new Map(
    jwks.keys.flatMap((jwk) =>
      jwk.kid ? [[jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })] as const] : [],
    ),
  );
}
