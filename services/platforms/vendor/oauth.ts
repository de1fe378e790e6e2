import { SECOND_MS, type Clock } from '../../../lib/time.ts';
import { VendorFailure, type Effect, type Grant, type PlatformOAuth, type Revocation } from '../port.ts';
import { isObject, parseJson, sendRequest, unreadableAnswer, type VendorAnswer } from './http.ts';

export type OAuthSettings = {
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  clientId: string;
  clientSecret: string;
  timeoutMs: number;
};

export type AuthorizeRequest = { state: string; codeChallenge: string; redirectUri: string };

/** The consent page's address (RFC 6749 4.1.1 with PKCE S256, RFC 7636); `extra` holds the vendor's own parameters. */
export function consentUrl(
  settings: OAuthSettings,
  scope: string,
  request: AuthorizeRequest,
  extra: Record<string, string> = {},
): string {
  const url = new URL(settings.authorizeUrl);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: request.redirectUri,
    scope,
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
    ...extra,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.toString();
}

/** Gets tokens from a vendor, in exchange for a code (with PKCE) or for a refresh token. */
export function tokenGrants(
  vendor: string,
  settings: OAuthSettings,
  clock: Clock,
): Pick<PlatformOAuth, 'exchange' | 'refresh'> {
  const grant = (form: Record<string, string>) => requestGrant(vendor, settings, form, clock);
  return {
    exchange: ({ code, codeVerifier, redirectUri }) =>
      grant({
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
        redirect_uri: redirectUri,
      }),
    refresh: (refreshToken) => grant({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}

/**
 * Calls the token endpoint. `refreshToken` is null when the vendor answered none; then the present one stays valid.
 * @throws VendorFailure `signed-out` when the vendor accepts neither the code nor the token any more
 */
async function requestGrant(
  vendor: string,
  settings: OAuthSettings,
  form: Record<string, string>,
  clock: Clock,
): Promise<Grant> {
  const requestedAt = clock().getTime();
  const answer = await sendRequest({
    vendor,
    url: settings.tokenUrl,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      ...form,
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
    }).toString(),
    effect: 'read',
    timeoutMs: settings.timeoutMs,
  });
  if (answer.status !== 200) throw oauthFailure(vendor, answer, 'read');
  const body = parseJson(answer.text);
  const {
    access_token: token,
    expires_in: lifetime,
    refresh_token: refreshToken,
  } = isObject(body) ? body : {};
  const seconds = Number(lifetime);
  if (typeof token !== 'string' || token === '' || !(seconds > 0))
    throw unreadableAnswer(vendor, answer, 'read');
  return {
    accessToken: token,
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
    expiresAt: new Date(requestedAt + seconds * SECOND_MS),
  };
}

/**
 * Calls the revocation endpoint (RFC 7009). Asking again is harmless; an answer that was lost leaves the outcome unknown.
 * @throws VendorFailure
 */
export async function revokeToken(
  vendor: string,
  settings: OAuthSettings,
  form: Record<string, string>,
): Promise<Revocation> {
  const answer = await sendRequest({
    vendor,
    url: settings.revokeUrl,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
    effect: 'write',
    timeoutMs: settings.timeoutMs,
  });
  if (answer.status === 200 && isRevocationAnswer(answer.text)) return 'revoked';
  const failure = oauthFailure(vendor, answer, 'write');
  if (answer.status === 400 && failure.code === 'invalid_token') return 'not_accepted';
  throw failure;
}

/** RFC 7009 gives a revocation no body that means something: an empty one, or an empty object. A proxy's page is neither. */
function isRevocationAnswer(text: string): boolean {
  const body = parseJson(text);
  return text.trim() === '' || (isObject(body) && Object.keys(body).length === 0);
}

/** The errors of RFC 6749 5.2 with which a code or token itself is refused; all others speak of the application or the request. */
const GRANT_REFUSED = new Set(['invalid_grant', 'invalid_token']);
const NO_TOKENS_NOW = new Set(['server_error', 'temporarily_unavailable']);

/** An OAuth error (RFC 6749 5.2) as a failure; an answer that has none is unknown. */
function oauthFailure(vendor: string, answer: VendorAnswer, effect: Effect): VendorFailure {
  const body = parseJson(answer.text);
  const code = isObject(body) ? body['error'] : undefined;
  if (answer.status < 400 || typeof code !== 'string' || !/^[\w-]{1,60}$/.test(code))
    return unreadableAnswer(vendor, answer, effect);
  if (answer.status === 429)
    return new VendorFailure('slow-down', code, `${vendor} asks to slow down (${code}).`, { effect });
  if (answer.status >= 500 || NO_TOKENS_NOW.has(code))
    return new VendorFailure('unknown', code, `${vendor} gives no tokens at the moment (${code}).`, {
      effect,
    });
  if (GRANT_REFUSED.has(code))
    return new VendorFailure('signed-out', code, `${vendor} refused the sign-in (${code}).`, { effect });
  const message = `${vendor} refused this product's application (${code}).`;
  return new VendorFailure('forbidden', code, message, { effect, concerns: 'application' });
}
