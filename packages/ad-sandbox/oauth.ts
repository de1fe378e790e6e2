import { verifierMatches, type Grant, type Grants, type PendingCode } from './grants.ts';
import type { Call, Json, Reply } from './wire.ts';

/** A registered application. Without `redirectUris` any https or loopback address is taken. */
export type OAuthClient = { id: string; secret: string; redirectUris?: readonly string[] };

export type OAuthProfile = {
  clients: readonly OAuthClient[];
  grants: Grants;
  knownScopes: readonly string[];
  pkce: 'required' | 'if-given';
};

const refused = (error: string, description: string, status = 400): Reply => ({
  status,
  body: { error, error_description: description },
});

/**
 * The authorization endpoint (RFC 6749 section 4.1.1): a fault of client or redirect address is shown,
 * never redirected; otherwise the person consents at once and is sent back with code and state.
 */
export function authorize(call: Call, profile: OAuthProfile, offline: boolean): Reply {
  const ask = (name: string): string => call.query.get(name) ?? '';
  const client = profile.clients.find((known) => known.id === ask('client_id'));
  if (client === undefined) return refused('invalid_client', 'The OAuth client was not found.', 401);
  const redirectUri = ask('redirect_uri');
  if (!redirectAllowed(client, redirectUri))
    return refused('redirect_uri_mismatch', 'The redirect_uri is not registered for this client.');
  if (ask('response_type') !== 'code')
    return refused('unsupported_response_type', 'response_type must be code.');
  if (ask('state') === '') return refused('invalid_request', 'Missing required parameter: state');
  const scopes = ask('scope')
    .split(' ')
    .filter((scope) => scope !== '');
  if (scopes.length === 0 || scopes.some((scope) => !profile.knownScopes.includes(scope)))
    return refused('invalid_scope', 'Some requested scopes were invalid.');
  const challenge = ask('code_challenge');
  if (challenge === '' && profile.pkce === 'required')
    return refused('invalid_request', 'Missing required parameter: code_challenge');
  if (challenge !== '' && (ask('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)))
    return refused('invalid_request', 'code_challenge must be S256, 43 characters of base64url.');
  const back = new URL(redirectUri);
  back.searchParams.set('state', ask('state'));
  if (profile.grants.denyNext) {
    profile.grants.denyNext = false;
    back.searchParams.set('error', 'access_denied');
  } else {
    const pending = { clientId: client.id, redirectUri, scope: scopes.join(' '), offline };
    const code = profile.grants.issueCode(
      challenge === '' ? pending : { ...pending, codeChallenge: challenge },
    );
    back.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: back.toString() } };
}

function redirectAllowed(client: OAuthClient, redirectUri: string): boolean {
  if (client.redirectUris !== undefined) return client.redirectUris.includes(redirectUri);
  if (!URL.canParse(redirectUri)) return false;
  const url = new URL(redirectUri);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.hash === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback));
}

/** What the token endpoint granted; `code` is set when it came from an authorization code. */
export type Granted = { grant: Grant; code?: PendingCode };

/** The token endpoint (RFC 6749 sections 4.1.3 and 6): the grant to answer with, or the refusal. */
export async function exchange(call: Call, profile: OAuthProfile): Promise<Granted | Reply> {
  if (!(call.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return refused('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  const form = new URLSearchParams(call.body);
  const client = profile.clients.find((known) => known.id === form.get('client_id'));
  if (client === undefined || client.secret !== form.get('client_secret'))
    return refused('invalid_client', 'Client authentication failed.', 401);
  if (form.get('grant_type') === 'authorization_code') return byCode(form, client, profile);
  if (form.get('grant_type') === 'refresh_token') {
    const grant = profile.grants.findGrant(form.get('refresh_token') ?? '');
    if (grant === undefined || grant.clientId !== client.id)
      return refused('invalid_grant', 'Token has been expired or revoked.');
    return { grant };
  }
  return refused('unsupported_grant_type', 'Invalid grant_type.');
}

async function byCode(
  form: URLSearchParams,
  client: OAuthClient,
  profile: OAuthProfile,
): Promise<Granted | Reply> {
  const code = profile.grants.redeemCode(form.get('code') ?? '');
  if (code === undefined || code.clientId !== client.id)
    return refused('invalid_grant', 'Malformed auth code.');
  if (code.redirectUri !== form.get('redirect_uri'))
    return refused('redirect_uri_mismatch', 'The redirect_uri is not the one the code was issued for.');
  const verifier = form.get('code_verifier') ?? '';
  if (code.codeChallenge !== undefined && !verifierMatches(code.codeChallenge, verifier))
    return refused('invalid_grant', 'Invalid code verifier.');
  return { grant: await profile.grants.createGrant(client.id, code.scope), code };
}

/** Whether the token endpoint refused. */
export function isRefusal(result: Granted | Reply): result is Reply {
  return 'status' in result;
}

/** A token answer; never cached (RFC 6749 section 5.1). */
export function tokenReply(body: Json): Reply {
  return { status: 200, headers: { 'cache-control': 'no-store' }, body };
}
