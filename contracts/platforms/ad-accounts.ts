import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { Currency, Cursor, Id, Instant, Limit, Platform, line, pageOf } from '../values.ts';

export const AdAccount = z
  .strictObject({
    id: Id,
    platform: Platform,
    externalId: z.string(),
    name: z.string(),
    currency: Currency,
    timeZone: z.string(),
    status: z.enum(['connected', 'reauthorize']),
    createdAt: Instant,
    /** The platform's limit that holds at this moment, in people's words; until then nothing but stops is sent to it. */
    limit: z.strictObject({ until: Instant, sentence: z.string() }).nullable(),
  })
  .meta({ id: 'AdAccount' });
export type AdAccount = z.infer<typeof AdAccount>;

export const adAccountContracts = {
  beginConnect: contract({
    name: 'platforms.beginConnect',
    summary: 'Begin to connect an ad account (OAuth 2.0 with state and PKCE)',
    params: z.strictObject({ platform: Platform }),
    result: z
      .strictObject({ authorizeUrl: z.string(), state: z.string(), expiresAt: Instant })
      .meta({ id: 'ConnectBegun' }),
    permission: 'ad-accounts:manage',
    stepUp: 'ad_accounts',
    errors: ['PLATFORM_UNAVAILABLE'],
    http: { method: 'POST', path: '/api/ad-accounts/connect', tag: 'Ad accounts' },
  }),
  completeConnect: contract({
    name: 'platforms.completeConnect',
    summary: 'Finish a connection; only for the person who began it',
    params: z.strictObject({ state: z.string().min(1).max(200), code: z.string().min(1).max(2000) }),
    result: z.strictObject({ data: z.array(AdAccount) }).meta({ id: 'ConnectedAdAccounts' }),
    permission: 'ad-accounts:manage',
    stepUp: 'none',
    errors: ['CONNECT_STATE_INVALID', 'CONNECT_REFUSED', 'PLATFORM_UNAVAILABLE'],
    http: { method: 'POST', path: '/api/ad-accounts/connect/complete', tag: 'Ad accounts' },
  }),
  adAccounts: contract({
    name: 'platforms.adAccounts',
    summary: 'List connected ad accounts',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional(), platform: Platform.optional() }),
    result: pageOf(AdAccount).meta({ id: 'AdAccountPage' }),
    permission: 'ad-accounts:read',
    stepUp: 'none',
    callers: ['campaign', 'analytics', 'auth'],
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/ad-accounts', tag: 'Ad accounts' },
  }),
  renameAdAccount: contract({
    name: 'platforms.renameAdAccount',
    summary: 'Give a connected ad account a name of your own',
    params: z.strictObject({ id: Id, name: line(100) }),
    result: AdAccount,
    permission: 'ad-accounts:manage',
    stepUp: 'none',
    errors: ['AD_ACCOUNT_NOT_FOUND'],
    http: { method: 'PATCH', path: '/api/ad-accounts/{id}', tag: 'Ad accounts' },
  }),
  disconnect: contract({
    name: 'platforms.disconnect',
    summary: 'Forget an ad account; tokens that no other one uses are revoked at the platform',
    params: z.strictObject({ id: Id }),
    result: Done,
    permission: 'ad-accounts:manage',
    stepUp: 'ad_accounts',
    errors: ['AD_ACCOUNT_NOT_FOUND', 'AD_ACCOUNT_IN_USE'],
    http: { method: 'DELETE', path: '/api/ad-accounts/{id}', tag: 'Ad accounts', status: 204 },
  }),
} as const;
