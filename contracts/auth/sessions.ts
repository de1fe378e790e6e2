import { z } from 'zod';
import { Done, Nothing, contract } from '../action.ts';
import { Email, Id, Instant } from '../values.ts';
import { Origin, Password, Role, Session } from './identity.ts';

export const Jwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

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

export const sessionContracts = {
  login: contract({
    name: 'auth.login',
    summary: 'Sign in',
    params: z.strictObject({ email: Email, password: Password, origin: Origin.optional() }),
    result: Session,
    permission: 'public',
    errors: ['CREDENTIALS_INVALID', 'PERMISSION_DENIED', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: { method: 'POST', path: '/api/auth/login', tag: 'Authentication', connection: 'origin' },
  }),
  refreshToken: contract({
    name: 'auth.refreshToken',
    summary: 'Change a refresh token for a new pair',
    params: z.strictObject({ refreshToken: z.string().min(1).max(500), origin: Origin.optional() }),
    result: Session,
    permission: 'public',
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
    http: { method: 'POST', path: '/api/auth/logout', tag: 'Authentication', status: 204 },
  }),
  switchOrganization: contract({
    name: 'auth.switchOrganization',
    summary: 'Tokens for another organisation of this person',
    params: z.strictObject({ organizationId: Id, origin: Origin.optional() }),
    result: Session,
    permission: 'signed-in',
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
    idempotent: true,
    http: {
      method: 'GET',
      path: '/.well-known/jwks.json',
      tag: 'Authentication',
      cacheControl: 'public, max-age=60',
    },
  }),
  revocations: contract({
    name: 'auth.revocations',
    summary:
      'What changed for living tokens since a number; without one, all that still matters; page by page',
    params: z.strictObject({ after: z.int().min(0).nullable() }),
    result: z.strictObject({ seq: z.int(), entries: z.array(Revocation), more: z.boolean() }),
    permission: 'service',
    callers: ['gateway', 'auth', 'campaign', 'ai', 'analytics', 'platforms'],
    idempotent: true,
  }),
} as const;
