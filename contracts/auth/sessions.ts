import { z } from 'zod';
import { Done, Nothing, contract } from '../action.ts';
import { Email, Id, Instant } from '../values.ts';
import { DeviceToken, Origin, Password, Role, Session, SignIn } from './identity.ts';

export const Jwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});
export type Jwk = z.infer<typeof Jwk>;

/** One numbered entry: a session, person or API key whose tokens are invalid, or a member's role from now on (null: no member). */
export const Revocation = z.discriminatedUnion('kind', [
  z.strictObject({ seq: z.int(), kind: z.literal('session'), sessionId: Id, at: Instant }),
  z.strictObject({ seq: z.int(), kind: z.literal('user'), userId: Id, at: Instant }),
  z.strictObject({ seq: z.int(), kind: z.literal('api-key'), keyId: Id, at: Instant }),
  z.strictObject({
    seq: z.int(),
    kind: z.literal('member'),
    organizationId: Id,
    userId: Id,
    role: Role.nullable(),
    at: Instant,
  }),
]);
export type Revocation = z.infer<typeof Revocation>;

/** No access token may live longer, in seconds: nodes forget revocations and old keys after a day. */
export const MAX_ACCESS_TOKEN_SECONDS = 43_200;

/** What a node needs to tell which tokens are good: public keys, and what was revoked up to `seq`, page by page. */
export type TrustAnchors = { seq: number; entries: Revocation[]; more: boolean; keys: Jwk[] };

export const sessionContracts = {
  login: contract({
    name: 'auth.login',
    summary: 'Sign in',
    params: z.strictObject({
      email: Email,
      password: Password,
      deviceToken: DeviceToken.optional(),
      origin: Origin.optional(),
    }),
    result: SignIn,
    permission: 'public',
    stepUp: 'none',
    errors: ['CREDENTIALS_INVALID', 'PERMISSION_DENIED', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: { method: 'POST', path: '/api/auth/login', tag: 'Authentication', connection: 'origin' },
  }),
  refreshToken: contract({
    name: 'auth.refreshToken',
    summary: 'Change a refresh token for a new pair',
    params: z.strictObject({
      refreshToken: z.string().min(1).max(500),
      deviceToken: DeviceToken.optional(),
      origin: Origin.optional(),
    }),
    result: Session,
    permission: 'public',
    stepUp: 'none',
    errors: ['REFRESH_TOKEN_INVALID'],
    limit: 'login',
    http: { method: 'POST', path: '/api/auth/refresh-token', tag: 'Authentication', connection: 'origin' },
  }),
  logout: contract({
    name: 'auth.logout',
    summary: 'End this session on every node',
    params: Nothing,
    result: Done,
    permission: 'signed-in',
    stepUp: 'none',
    http: { method: 'POST', path: '/api/auth/logout', tag: 'Authentication', status: 204 },
  }),
  switchOrganization: contract({
    name: 'auth.switchOrganization',
    summary: 'Tokens for another organisation of this person',
    params: z.strictObject({ organizationId: Id, origin: Origin.optional() }),
    result: Session,
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND'],
    http: {
      method: 'POST',
      path: '/api/auth/switch-organization',
      tag: 'Authentication',
      connection: 'origin',
    },
  }),
  jwks: contract({
    name: 'auth.jwks',
    summary: 'Public keys of access tokens',
    params: Nothing,
    result: z.strictObject({ keys: z.array(Jwk) }).meta({ id: 'Jwks' }),
    permission: 'public',
    stepUp: 'none',
    idempotent: true,
    http: {
      method: 'GET',
      path: '/.well-known/jwks.json',
      tag: 'Authentication',
      cacheControl: 'public, max-age=60',
    },
  }),
  trustAnchors: contract({
    name: 'auth.trustAnchors',
    summary:
      'Public keys, and what changed for living tokens since a number; signed by auth for this question',
    params: z.strictObject({
      /** Of the last revocation that is known; null: all that still matter are wanted. */
      after: z.int().min(0).nullable(),
      nonce: z.string().regex(/^[A-Za-z0-9_-]{22,64}$/),
    }),
    /** mixins/identity/trust-statement.ts reads it: whoever answers on the bus proves to be auth, and to answer now. */
    result: z.strictObject({ statement: z.string() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['gateway', 'auth', 'campaign', 'ai', 'analytics', 'platforms'],
    idempotent: true,
  }),
  /** For nodes of the release before, which believe whoever answers; goes with the release after this one. */
  revocations: contract({
    name: 'auth.revocations',
    summary:
      'What changed for living tokens since a number; without one, all that still matters; page by page',
    params: z.strictObject({ after: z.int().min(0).nullable() }),
    result: z.strictObject({ seq: z.int(), entries: z.array(Revocation), more: z.boolean() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['gateway', 'auth', 'campaign', 'ai', 'analytics', 'platforms'],
    idempotent: true,
  }),
} as const;
