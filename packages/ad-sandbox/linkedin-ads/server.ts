import { join } from 'node:path';
import { AdObjects } from '../ad-objects.ts';
import { DayLimit } from '../day-limit.ts';
import { Grants } from '../grants.ts';
import { authorize, exchange, isRefusal, tokenReply, type OAuthClient, type OAuthProfile } from '../oauth.ts';
import { serveVendor, type VendorServer } from '../vendor-server.ts';
import { Told } from '../figures/told.ts';
import type { ListenOptions } from '../listen.ts';
import type { Call, Reply } from '../wire.ts';
import { linkedInSandboxAccounts, type LinkedInAccount } from './accounts.ts';
import { LinkedInFigures } from './analytics.ts';
import { api } from './api.ts';
import { controlsOf } from './controls.ts';
import { Reviews } from './reviews.ts';
import { purposeOf, vendorFailures } from './vendor-failures.ts';
import type { Ways } from './write.ts';

export type LinkedInAdsOptions = ListenOptions & {
  /** Without it nothing outlives the process. */
  dataDir?: string;
  now?: () => Date;
  idSeed?: number;
  accounts?: readonly LinkedInAccount[];
  clients?: readonly OAuthClient[];
  versions?: readonly string[];
  accessTokenSeconds?: number;
  refreshTokenSeconds?: number;
  /** Only approved partners get refresh tokens; false leaves them out. */
  refreshTokens?: boolean;
  searchLagMs?: number;
  /** How long a new entity stays invisible to every read; without it, it is seen at once. */
  propagationMs?: number;
  /** A start in the past is refused, as the documentation has it; false takes one of the last day. */
  refusePastStart?: boolean;
  /** How long a creative is in review; without it, it is through at once. */
  reviewMs?: number;
  /** Words for which a review rejects a creative. */
  refusedWords?: readonly string[];
  /** What a campaign has that does not say whether its audience is expanded: true, as LinkedIn does, unless it is set. */
  audienceExpansionDefault?: boolean;
  /** Calls that an application may make for a member until 00:00 UTC. */
  dailyCalls?: number;
};

/** The application that may ask for consent unless others are given. */
export const linkedInSandboxClient: OAuthClient = {
  id: 'sandbox-linkedin-client',
  secret: 'sandbox-linkedin-secret',
};

const SCOPES = [
  'r_ads',
  'rw_ads',
  'r_ads_reporting',
  'w_organization_social',
  'r_organization_social',
].concat(['r_marketing_leadgen_automation', 'r_liteprofile', 'openid', 'profile', 'email']);

/** Starts the LinkedIn Marketing simulator; resolves when it listens. */
export async function startLinkedInAds(options: LinkedInAdsOptions = {}): Promise<VendorServer> {
  const {
    accessTokenSeconds = 5_184_000,
    refreshTokenSeconds = 31_536_000,
    clients = [linkedInSandboxClient],
    searchLagMs = 0,
    propagationMs = 0,
    versions = ['202609'],
    refusedWords = ['counterfeit'],
  } = options;
  const now = options.now ?? ((): Date => new Date());
  const file = (name: string): { file?: string } =>
    options.dataDir === undefined ? {} : { file: join(options.dataDir, name) };
  const ids = { idSeed: options.idSeed ?? 2, firstId: 400_000_000 };
  const objects = new AdObjects({ ...file('linkedin-ads.ndjson'), now, ...ids });
  const lives = { now, accessTokenSeconds, refreshTokenSeconds, prefix: 'AQ' };
  const grants = new Grants({ ...file('linkedin-ads.grants.ndjson'), ...lives });
  const oauth: OAuthProfile = { clients, grants, knownScopes: SCOPES, pkce: 'if-given' };
  const ways = waysOf(options);
  const settings = {
    objects,
    grants,
    now,
    accounts: structuredClone([...(options.accounts ?? linkedInSandboxAccounts)]),
    versions,
    searchLagMs,
    propagationMs,
    ways,
    reviews: new Reviews(objects, now, ways.reviewMs, refusedWords),
    dayLimit: new DayLimit(options.dailyCalls),
    figures: new LinkedInFigures(new Told(file('linkedin-ads.figures.ndjson').file)),
  };
  const terms = { seconds: accessTokenSeconds, refresh: options.refreshTokens ?? true, now };
  const handle = signInOr((call) => api(call, settings), oauth, terms);
  return serveVendor(
    {
      handle,
      purpose: purposeOf,
      controls: controlsOf({ ...settings, told: settings.figures.told }),
      application: applicationOf(oauth),
      failures: vendorFailures(),
      objects,
      grants,
      told: settings.figures.told,
    },
    options,
  );
}

function waysOf({ refusePastStart, reviewMs, audienceExpansionDefault }: LinkedInAdsOptions): Ways {
  return {
    refusePastStart: refusePastStart ?? true,
    reviewMs: reviewMs ?? 0,
    audienceExpansionDefault: audienceExpansionDefault ?? true,
  };
}

function applicationOf({ clients }: OAuthProfile): { id: string; scope: string } {
  return { id: clients[0]?.id ?? '', scope: 'r_ads rw_ads r_ads_reporting' };
}

/** Consent, tokens and revocation, and for everything else the API. */
function signInOr(
  otherwise: (call: Call) => Promise<Reply>,
  oauth: OAuthProfile,
  terms: TokenTerms,
): (call: Call) => Promise<Reply> {
  return async (call) => {
    if (call.method === 'GET' && call.path === '/oauth/v2/authorization') return authorize(call, oauth, true);
    if (call.method === 'POST' && call.path === '/oauth/v2/accessToken') return token(call, oauth, terms);
    if (call.method === 'POST' && call.path === '/oauth/v2/revoke') return revoke(call, oauth);
    return otherwise(call);
  };
}

/** LinkedIn wants to know the application; it answers alike whether it knew the token or not (RFC 7009 section 2.2). */
async function revoke(call: Call, { clients, grants }: OAuthProfile): Promise<Reply> {
  const form = new URLSearchParams(call.body);
  const client = clients.find((known) => known.id === form.get('client_id'));
  if (client === undefined || client.secret !== form.get('client_secret'))
    return { status: 401, body: { error: 'invalid_client' } };
  await grants.revoke(form.get('token') ?? '');
  return { status: 200, body: {} };
}

type TokenTerms = { seconds: number; refresh: boolean; now: () => Date };

async function token(call: Call, oauth: OAuthProfile, terms: TokenTerms): Promise<Reply> {
  const granted = await exchange(call, oauth);
  if (isRefusal(granted)) return granted;
  const { grant } = granted;
  const access = await oauth.grants.createAccess(grant);
  const answer = {
    access_token: access.token,
    expires_in: terms.seconds,
    scope: access.scope.replaceAll(' ', ','),
  };
  if (!terms.refresh) return tokenReply(answer);
  const left = Math.floor((grant.refreshExpiresAt - terms.now().getTime()) / 1000);
  return tokenReply({ ...answer, refresh_token: grant.refreshToken, refresh_token_expires_in: left });
}
