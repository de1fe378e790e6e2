import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { plainName } from '../names.ts';
import { ById, Currency, Cursor, Id, Instant, Limit, Platform, pageOf } from '../values.ts';

/**
 * What the sign-in of an ad account may do there: change campaigns (`full`), change some things but no campaigns (`limited`), or
 * look (`read_only`). `unknown`: the platform does not say, and has taken no change by this sign-in yet; its answer to the next one tells.
 */
export const ACCOUNT_ACCESSES = ['full', 'limited', 'read_only', 'unknown'] as const;

/**
 * Why a platform lets nothing serve in an ad account. `budget` and `ended` are the account's own total and end date; `unclear`
 * is a word of the platform's that this product does not know, and it is quoted.
 */
export const HOLD_CODES = [
  'suspended',
  'billing',
  'budget',
  'ended',
  'restricted',
  'cancelled',
  'closed',
  'not_enabled',
  'unclear',
] as const;

/** What an ad account allows, as the platform said when it was last asked. */
export const AccountState = z.strictObject({
  access: z.enum(ACCOUNT_ACCESSES),
  hold: z.strictObject({ code: z.enum(HOLD_CODES), sentence: z.string() }).nullable(),
});
export type AccountState = z.infer<typeof AccountState>;

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
    /** The manager accounts through which it is reached, from the one that the person was invited to; none when to it itself. */
    managers: z.array(z.strictObject({ externalId: z.string(), name: z.string() })),
    ...AccountState.shape,
    /** When the platform last said what the account allows; null when it was never asked. */
    stateReadAt: Instant.nullable(),
    /**
     * When the platform last took a change by this sign-in, where it names nobody's role (Google): what `full` rests on there. Null where
     * nothing was changed since it was connected, or a right was refused since.
     */
    changedAt: Instant.nullable(),
    /**
     * Whose developer token the calls for it carry: the one that the connection brought, or this product's, where it has one; and what
     * Google last said against it, null where nothing is known. Null on LinkedIn, which has none.
     */
    developerToken: z
      .strictObject({
        from: z.enum(['connection', 'product']),
        refusal: z.strictObject({ code: z.string(), sentence: z.string() }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'AdAccount' });
export type AdAccount = z.infer<typeof AdAccount>;

/** A developer token of Google's: 22 characters today, which Google promises nowhere. It is sent in a header. */
const DeveloperToken = z
  .string()
  .regex(/^[\w-]{8,100}$/, 'a developer token of Google Ads')
  .meta({
    description:
      "Google Ads only: the developer token that the calls of this connection carry, in place of this product's own. It is kept sealed and never shown. It holds for this connection: who connects again gives it again.",
  });

export const adAccountContracts = {
  beginConnect: contract({
    name: 'platforms.beginConnect',
    summary: 'Begin to connect an ad account (OAuth 2.0 with state and PKCE)',
    params: z.strictObject({ platform: Platform, developerToken: DeveloperToken.optional() }),
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
  accountState: contract({
    name: 'platforms.accountState',
    summary: 'What an ad account allows; the platform is asked again when that may have changed',
    params: z.strictObject({ id: Id }),
    result: z.strictObject({ ...AccountState.shape, stateReadAt: Instant.nullable() }),
    permission: 'campaign:read',
    stepUp: 'none',
    callers: ['campaign'],
    errors: ['AD_ACCOUNT_NOT_FOUND'],
    idempotent: true,
  }),
  accountReach: contract({
    name: 'platforms.accountReach',
    summary: 'Whether the platform lets us into an ad account, asked now; why not, in its words',
    params: z.strictObject({ id: Id }),
    /** Null: it lets us in, so that what is there can be stopped. */
    result: z.strictObject({ shut: z.strictObject({ code: z.string(), message: z.string() }).nullable() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['campaign'],
    errors: ['PLATFORM_UNAVAILABLE'],
    idempotent: true,
  }),
  renameAdAccount: contract({
    name: 'platforms.renameAdAccount',
    summary: 'Give a connected ad account a name of your own',
    params: z.strictObject({ id: Id, name: plainName }),
    result: AdAccount,
    permission: 'ad-accounts:manage',
    stepUp: 'none',
    errors: ['AD_ACCOUNT_NOT_FOUND'],
    http: { method: 'PATCH', path: '/api/ad-accounts/{id}', tag: 'Ad accounts' },
  }),
  disconnect: contract({
    name: 'platforms.disconnect',
    summary: 'Forget an ad account; tokens that no other one uses are revoked at the platform',
    params: ById,
    result: Done,
    permission: 'ad-accounts:manage',
    stepUp: 'ad_accounts',
    errors: ['AD_ACCOUNT_NOT_FOUND', 'AD_ACCOUNT_IN_USE'],
    http: { method: 'DELETE', path: '/api/ad-accounts/{id}', tag: 'Ad accounts', status: 204 },
  }),
  leaveAdAccount: contract({
    name: 'platforms.leaveAdAccount',
    summary:
      'Forget an ad account into which the platform lets nobody, of which it is asked again: what was published there is left as it is, and whether it serves is not known',
    params: ById,
    result: Done,
    permission: 'ad-accounts:manage',
    stepUp: 'ad_accounts',
    errors: ['AD_ACCOUNT_NOT_FOUND', 'AD_ACCOUNT_IN_USE', 'PLATFORM_UNAVAILABLE'],
    http: { method: 'POST', path: '/api/ad-accounts/{id}/leave', tag: 'Ad accounts', status: 204 },
  }),
} as const;
