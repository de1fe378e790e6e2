import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AdObjects } from '../ad-objects.ts';
import { DayLimit } from '../day-limit.ts';
import { Grants } from '../grants.ts';
import { authorize, exchange, isRefusal, tokenReply, type OAuthClient, type OAuthProfile } from '../oauth.ts';
import { serveVendor, type VendorServer } from '../vendor-server.ts';
import { Told } from '../figures/told.ts';
import type { ListenOptions } from '../listen.ts';
import type { Call, Reply } from '../wire.ts';
import { googleSandboxAccounts, type GoogleAccount } from './accounts.ts';
import { api } from './api.ts';
import { controlsOf } from './controls.ts';
import { DeveloperTokens } from './developer-tokens.ts';
import { sandboxPolicies, type KeywordPolicy } from './policies.ts';
import { GoogleFigures } from './figures.ts';
import { Reviews } from './reviews.ts';
import { purposeOf, vendorFailures } from './vendor-failures.ts';

export type GoogleAdsOptions = ListenOptions & {
  /** Without it nothing outlives the process. */
  dataDir?: string;
  now?: () => Date;
  idSeed?: number;
  accounts?: readonly GoogleAccount[];
  clients?: readonly OAuthClient[];
  versions?: readonly string[];
  accessTokenSeconds?: number;
  refreshTokenSeconds?: number;
  /** A later version is said to refuse the retired developer-token header. */
  refuseDeveloperToken?: boolean;
  /** Operations that may be done until 00:00 UTC, over all customers. */
  dailyOperations?: number;
  /** How long an ad is in review after it was made or changed; without it, it is through at once. */
  reviewMs?: number;
  /**
   * Whether a search campaign that does not say has AI Max, assets that Google makes, and the display network. The definitions say that
   * it has not; accounts are moved by Google since September 2026, so that what is left unsaid shows.
   */
  automates?: boolean;
  /** What keywords and, in review, ads are held to. */
  policies?: readonly KeywordPolicy[];
};

/** The application that may ask for consent unless others are given. */
export const googleSandboxClient: OAuthClient = {
  id: 'sandbox-google-client',
  secret: 'sandbox-google-secret',
};

const SCOPES = ['https://www.googleapis.com/auth/adwords', 'openid', 'email', 'profile'];

/** Starts the Google Ads simulator; resolves when it listens. */
export async function startGoogleAds(options: GoogleAdsOptions = {}): Promise<VendorServer> {
  const { accessTokenSeconds = 3600, policies = sandboxPolicies, reviewMs = 0, automates = true } = options;
  const now = options.now ?? ((): Date => new Date());
  const file = (name: string): { file?: string } =>
    options.dataDir === undefined ? {} : { file: join(options.dataDir, name) };
  const objects = new AdObjects({
    ...file('google-ads.ndjson'),
    now,
    idSeed: options.idSeed ?? 1,
    firstId: 20_000_000_000,
  });
  const grants = new Grants({
    ...file('google-ads.grants.ndjson'),
    now,
    accessTokenSeconds,
    refreshTokenSeconds: options.refreshTokenSeconds ?? 10 * 365 * 86_400,
    prefix: 'ya29',
  });
  const { clients = [googleSandboxClient] } = options;
  const oauth: OAuthProfile = { clients, grants, knownScopes: SCOPES, pkce: 'required' };
  const settings = {
    objects,
    grants,
    now,
    accounts: (options.accounts ?? googleSandboxAccounts).map((account) => ({ ...account })),
    versions: options.versions ?? ['v25', 'v26'],
    developerTokens: new DeveloperTokens(options.refuseDeveloperToken ?? false),
    policies,
    reviewMs,
    automates,
    dayLimit: new DayLimit(options.dailyOperations),
    figures: new GoogleFigures(new Told(file('google-ads.figures.ndjson').file)),
    reviews: new Reviews(objects, now, reviewMs, policies),
    newRequestId: () => randomBytes(16).toString('base64url'),
  };
  const handle = signInOr((call) => api(call, settings), oauth, accessTokenSeconds);
  return serveVendor(
    {
      handle,
      purpose: purposeOf,
      controls: controlsOf({ ...settings, told: settings.figures.told }),
      application: applicationOf(oauth),
      failures: vendorFailures(settings.newRequestId),
      objects,
      grants,
      told: settings.figures.told,
    },
    options,
  );
}

function applicationOf({ clients, knownScopes }: OAuthProfile): { id: string; scope: string } {
  return { id: clients[0]?.id ?? '', scope: knownScopes[0] ?? '' };
}

/** Consent, tokens and revocation, and for everything else the API. */
function signInOr(
  otherwise: (call: Call) => Promise<Reply>,
  oauth: OAuthProfile,
  seconds: number,
): (call: Call) => Promise<Reply> {
  return async (call) => {
    if (call.method === 'GET' && call.path === '/o/oauth2/v2/auth') return consent(call, oauth);
    if (call.method === 'POST' && call.path === '/token') return token(call, oauth, seconds);
    if (call.method === 'POST' && call.path === '/revoke') return revoke(call, oauth.grants);
    return otherwise(call);
  };
}

/** A refresh token is asked for by access_type=offline, and given again only with prompt=consent. */
function consent(call: Call, oauth: OAuthProfile): Reply {
  const again = oauth.grants.hasGrant(call.query.get('client_id') ?? '');
  const prompted = (call.query.get('prompt') ?? '').split(' ').includes('consent');
  return authorize(call, oauth, call.query.get('access_type') === 'offline' && (prompted || !again));
}

async function token(call: Call, oauth: OAuthProfile, seconds: number): Promise<Reply> {
  const granted = await exchange(call, oauth);
  if (isRefusal(granted)) return granted;
  const access = await oauth.grants.createAccess(granted.grant);
  const answer = {
    access_token: access.token,
    expires_in: seconds,
    scope: access.scope,
    token_type: 'Bearer',
  };
  return tokenReply(
    granted.code?.offline === true ? { ...answer, refresh_token: granted.grant.refreshToken } : answer,
  );
}

async function revoke(call: Call, grants: Grants): Promise<Reply> {
  const given = new URLSearchParams(call.body).get('token') ?? call.query.get('token') ?? '';
  if (await grants.revoke(given)) return { status: 200, body: {} };
  return { status: 400, body: { error: 'invalid_token', error_description: 'Token expired or revoked' } };
}
