import { z } from 'zod';
import { contract, Done, Nothing } from './action.ts';
import { API_KEY_ROLES, ROLES } from './permissions.ts';
import { Cursor, Email, Id, Instant, Limit, line, pageOf } from './values.ts';

export const Role = z.enum(ROLES).meta({ id: 'Role' });

/** Any 15 or more characters up to 200, counted after NFKC; nothing is cut off or trimmed. */
export const Password = z.string().min(1).max(1000);

export const User = z
  .strictObject({ id: Id, email: z.string(), name: z.string(), createdAt: Instant })
  .meta({ id: 'User' });

export const Organization = z
  .strictObject({
    id: Id,
    name: z.string(),
    approvalPolicy: z.enum(['two_people', 'self_with_step_up']),
    role: Role,
  })
  .meta({ id: 'Organization' });

export const Tokens = z
  .strictObject({
    tokenType: z.literal('Bearer'),
    accessToken: z.string(),
    expiresIn: z.int(),
    refreshToken: z.string(),
    refreshExpiresIn: z.int(),
  })
  .meta({ id: 'Tokens' });

export const Session = Tokens.extend({ user: User, organization: Organization }).meta({ id: 'Session' });

export const Member = z
  .strictObject({ userId: Id, email: z.string(), name: z.string(), role: Role, joinedAt: Instant })
  .meta({ id: 'Member' });

export const Invitation = z
  .strictObject({
    id: Id,
    email: z.string(),
    role: Role,
    status: z.enum(['pending', 'accepted', 'withdrawn', 'expired']),
    invitedBy: Id,
    expiresAt: Instant,
    createdAt: Instant,
  })
  .meta({ id: 'Invitation' });

/** An API key as it is listed: everything but the key, which is shown once, when it is made. */
export const ApiKey = z
  .strictObject({
    id: Id,
    name: z.string(),
    role: z.enum(API_KEY_ROLES),
    /** How the key begins, to recognise it by. */
    prefix: z.string(),
    createdBy: Id,
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

/** Where a request came from, as the gateway saw it; used for limits and the audit trail. */
export const Origin = z.strictObject({ address: z.string().max(100), userAgent: z.string().max(500) });

export const Jwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

/** News about principals, in order: what dies, and which role a member has from now on (null: none). */
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

export const authContracts = {
  register: contract({
    name: 'auth.register',
    summary: 'Create an account and its organisation',
    params: z.strictObject({
      email: Email,
      password: Password,
      name: line(100),
      organizationName: line(100),
      origin: Origin.optional(),
    }),
    result: z
      .strictObject({ user: User, organization: Organization, tokens: Tokens })
      .meta({ id: 'Registration' }),
    permission: 'public',
    errors: ['EMAIL_TAKEN', 'PASSWORD_WEAK', 'RATE_LIMIT_EXCEEDED'],
  }),
  login: contract({
    name: 'auth.login',
    summary: 'Sign in',
    params: z.strictObject({ email: Email, password: Password, origin: Origin.optional() }),
    result: Session,
    permission: 'public',
    errors: ['CREDENTIALS_INVALID', 'PERMISSION_DENIED', 'RATE_LIMIT_EXCEEDED'],
  }),
  refreshToken: contract({
    name: 'auth.refreshToken',
    summary: 'Change a refresh token for a new pair',
    params: z.strictObject({ refreshToken: z.string().min(1).max(500), origin: Origin.optional() }),
    result: Session,
    permission: 'public',
    errors: ['REFRESH_TOKEN_INVALID'],
  }),
  logout: contract({
    name: 'auth.logout',
    summary: 'End this session on every node',
    params: Nothing,
    result: Done,
    permission: 'signed-in',
  }),
  me: contract({
    name: 'auth.me',
    summary: 'Who is signed in',
    params: Nothing,
    result: z
      .strictObject({ user: User, organization: Organization, organizations: z.array(Organization) })
      .meta({ id: 'Me' }),
    permission: 'signed-in',
    idempotent: true,
  }),
  switchOrganization: contract({
    name: 'auth.switchOrganization',
    summary: 'Tokens for another organisation of this person',
    params: z.strictObject({ organizationId: Id, origin: Origin.optional() }),
    result: Session,
    permission: 'signed-in',
    errors: ['RESOURCE_NOT_FOUND'],
  }),
  members: contract({
    name: 'auth.members',
    summary: 'List members',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(Member).meta({ id: 'MemberPage' }),
    permission: 'members:read',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
  }),
  changeRole: contract({
    name: 'auth.changeRole',
    summary: "Change a member's role, at once",
    params: z.strictObject({ userId: Id, role: Role }),
    result: Member,
    permission: 'members:manage',
    errors: ['RESOURCE_NOT_FOUND', 'LAST_OWNER', 'PERMISSION_DENIED'],
  }),
  removeMember: contract({
    name: 'auth.removeMember',
    summary: 'Remove a member, at once',
    params: z.strictObject({ userId: Id }),
    result: Done,
    permission: 'members:manage',
    errors: ['RESOURCE_NOT_FOUND', 'LAST_OWNER', 'PERMISSION_DENIED'],
  }),
  invite: contract({
    name: 'auth.invite',
    summary: 'Invite a person by e-mail',
    params: z.strictObject({ email: Email, role: Role }),
    result: Invitation,
    permission: 'members:manage',
    errors: ['MEMBER_EXISTS', 'PERMISSION_DENIED'],
  }),
  invitations: contract({
    name: 'auth.invitations',
    summary: 'List invitations',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(Invitation).meta({ id: 'InvitationPage' }),
    permission: 'members:manage',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
  }),
  withdrawInvitation: contract({
    name: 'auth.withdrawInvitation',
    summary: 'Withdraw an invitation',
    params: z.strictObject({ id: Id }),
    result: Done,
    permission: 'members:manage',
    errors: ['RESOURCE_NOT_FOUND'],
  }),
  acceptInvitation: contract({
    name: 'auth.acceptInvitation',
    summary: 'Join an organisation with the token of the invitation mail',
    params: z.strictObject({
      token: z.string().min(1).max(200),
      name: line(100).optional(),
      password: Password,
      origin: Origin.optional(),
    }),
    result: Session,
    permission: 'public',
    errors: ['INVITATION_INVALID', 'PASSWORD_WEAK', 'CREDENTIALS_INVALID', 'RATE_LIMIT_EXCEEDED'],
  }),
  createApiKey: contract({
    name: 'auth.createApiKey',
    summary: 'Make an API key; the answer is the only place where it is shown',
    params: z.strictObject({
      name: line(100),
      role: z.enum(API_KEY_ROLES),
      expiresInDays: z.int().min(1).max(365).default(90),
    }),
    result: z.strictObject({ apiKey: ApiKey, key: z.string() }).meta({ id: 'NewApiKey' }),
    permission: 'members:manage',
  }),
  apiKeys: contract({
    name: 'auth.apiKeys',
    summary: 'List API keys',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(ApiKey).meta({ id: 'ApiKeyPage' }),
    permission: 'members:manage',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
  }),
  revokeApiKey: contract({
    name: 'auth.revokeApiKey',
    summary: 'Revoke an API key, at once',
    params: z.strictObject({ id: Id }),
    result: Done,
    permission: 'members:manage',
    errors: ['RESOURCE_NOT_FOUND'],
  }),
  exchangeApiKey: contract({
    name: 'auth.exchangeApiKey',
    summary: 'A short token, which every node can verify, for an API key',
    params: z.strictObject({ key: z.string().min(1).max(200) }),
    result: z.strictObject({ accessToken: z.string(), expiresIn: z.int() }),
    permission: 'service',
    callers: ['gateway'],
    errors: ['TOKEN_INVALID'],
    idempotent: true,
  }),
  organization: contract({
    name: 'auth.organization',
    summary: "The organisation's settings, for other services",
    params: Nothing,
    result: z.strictObject({
      id: Id,
      name: z.string(),
      approvalPolicy: z.enum(['two_people', 'self_with_step_up']),
    }),
    permission: 'organization:read',
    callers: ['campaign', 'analytics', 'ai'],
    idempotent: true,
  }),
  jwks: contract({
    name: 'auth.jwks',
    summary: 'Public keys of access tokens',
    params: Nothing,
    result: z.strictObject({ keys: z.array(Jwk) }).meta({ id: 'Jwks' }),
    permission: 'public',
    idempotent: true,
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
