import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { API_KEY_ROLES } from '../permissions.ts';
import { KEY_KINDS, SCOPE_NAMES } from '../scopes.ts';
import { plainName } from '../names.ts';
import { Cursor, Id, Instant, Limit, pageOf } from '../values.ts';

/** An API key as it is listed: everything but the key, which is shown once, when it is made. */
export const ApiKey = z
  .strictObject({
    id: Id,
    name: z.string(),
    role: z.enum(API_KEY_ROLES),
    kind: z.enum(KEY_KINDS),
    /** What it may do of what its role allows. */
    scopes: z.array(z.enum(SCOPE_NAMES)),
    /** How the key begins, to recognise it by. */
    prefix: z.string(),
    createdBy: Id,
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const machineContracts = {
  createApiKey: contract({
    name: 'auth.createApiKey',
    summary: 'Make an API key; the answer is the only place where it is shown',
    params: z.strictObject({
      name: plainName,
      role: z.enum(API_KEY_ROLES),
      kind: z.enum(KEY_KINDS).default('integration'),
      /** All that its kind may have, where they are left out. */
      scopes: z.array(z.enum(SCOPE_NAMES)).min(1).max(SCOPE_NAMES.length).optional(),
      expiresInDays: z.int().min(1).max(365).default(90),
    }),
    result: z.strictObject({ apiKey: ApiKey, key: z.string() }).meta({ id: 'NewApiKey' }),
    permission: 'members:manage',
    stepUp: 'api_keys',
    http: { method: 'POST', path: '/api/api-keys', tag: 'API keys', status: 201 },
  }),
  apiKeys: contract({
    name: 'auth.apiKeys',
    summary: 'List API keys',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(ApiKey).meta({ id: 'ApiKeyPage' }),
    permission: 'members:manage',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/api-keys', tag: 'API keys' },
  }),
  revokeApiKey: contract({
    name: 'auth.revokeApiKey',
    summary: 'Revoke an API key, at once',
    params: z.strictObject({ id: Id }),
    result: Done,
    permission: 'members:manage',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND'],
    http: { method: 'DELETE', path: '/api/api-keys/{id}', tag: 'API keys', status: 204 },
  }),
  exchangeApiKey: contract({
    name: 'auth.exchangeApiKey',
    summary: 'A short token, which every node can verify, for an API key',
    params: z.strictObject({ key: z.string().min(1).max(200) }),
    result: z.strictObject({ accessToken: z.string(), expiresIn: z.int() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['gateway'],
    errors: ['TOKEN_INVALID'],
    idempotent: true,
  }),
} as const;
