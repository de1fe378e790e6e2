import { SECOND_MS, type Clock } from '../../../lib/time.ts';
import { VendorFailure, type Grant, type PlatformOAuth, type Revocation } from '../port.ts';
import { sendRequest, parseJson } from './http.ts';

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
 * @throws VendorFailure `auth` when the vendor refuses the code, token or client; `unavailable` when it does not answer
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
  const body = parseJson(answer.text) as Record<string, unknown> | null | undefined;
  if (answer.status !== 200) throw refusal(vendor, answer.status, body?.['error']);
  const token = body?.['access_token'];
  const seconds = Number(body?.['expires_in']);
  if (typeof token !== 'string' || token === '' || !(seconds > 0))
    throw new VendorFailure(
      'unavailable',
      'TOKEN_ANSWER_UNREADABLE',
      `${vendor} gave an unreadable token answer.`,
    );
  const refreshToken = body?.['refresh_token'];
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
  if (answer.status === 200) return 'revoked';
  const error = (parseJson(answer.text) as Record<string, unknown> | null | undefined)?.['error'];
  if (answer.status === 400 && error === 'invalid_token') return 'not_accepted';
  throw refusal(vendor, answer.status, error);
}

function refusal(vendor: string, status: number, error: unknown): VendorFailure {
  const code = typeof error === 'string' && /^[\w-]{1,60}$/.test(error) ? error : `HTTP_${status}`;
  if (status === 429)
    return new VendorFailure('rate-limited', code, `${vendor} asks to slow down (${code}).`);
  if (status >= 500)
    return new VendorFailure('unavailable', code, `${vendor} gives no tokens at the moment.`);
  return new VendorFailure('auth', code, `${vendor} refused the sign-in (${code}).`);
}
