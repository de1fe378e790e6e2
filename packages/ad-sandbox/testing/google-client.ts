import { createHash } from 'node:crypto';
import { googleSandboxClient } from '../google-ads/server.ts';
import type { Json } from '../wire.ts';

export const REDIRECT = 'http://localhost:3000/api/ad-accounts/callback';
const VERIFIER = 'a-verifier-that-is-long-enough-to-be-one-0123456789';

export type Answer = { status: number; headers: Headers; body: Json };

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as Json);
  return { status: response.status, headers: response.headers, body };
}

/** Walks to the authorization endpoint as a browser would and gives the address it is sent back to. */
export async function consent(url: string, changes: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams({
    client_id: googleSandboxClient.id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'https://www.googleapis.com/auth/adwords',
    state: 'state-1',
    access_type: 'offline',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  });
  return fetch(`${url}/o/oauth2/v2/auth?${query.toString()}`, { redirect: 'manual' });
}

export async function token(url: string, form: Record<string, string>): Promise<Answer> {
  const credentials = { client_id: googleSandboxClient.id, client_secret: googleSandboxClient.secret };
  const body = new URLSearchParams({ ...credentials, ...form });
  return read(await fetch(`${url}/token`, { method: 'POST', body }));
}

export async function redeem(url: string, redirected: Response, verifier = VERIFIER): Promise<Answer> {
  const code = new URL(redirected.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return token(url, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    code_verifier: verifier,
  });
}

export type GoogleClient = {
  authorization: string;
  refreshToken: string;
  post: (path: string, body: Json) => Promise<Answer>;
  mutate: (operations: Json[], more?: Json) => Promise<Answer>;
  search: (query: string) => Promise<Json[]>;
};

/** A connected client of one customer. */
export async function connectGoogle(url: string, customer = '1234567890'): Promise<GoogleClient> {
  const { body } = await redeem(url, await consent(url, { prompt: 'consent' }));
  const headers = { authorization: `Bearer ${String(body['access_token'])}` };
  const post = async (path: string, content: Json): Promise<Answer> =>
    read(await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(content) }));
  const base = `/v26/customers/${customer}/googleAds`;
  return {
    authorization: headers.authorization,
    refreshToken: String(body['refresh_token']),
    post,
    mutate: (mutateOperations, more = {}) => post(`${base}:mutate`, { mutateOperations, ...more }),
    search: async (query) => ((await post(`${base}:search`, { query })).body['results'] ?? []) as Json[],
  };
}

/** The error codes of a GoogleAdsFailure, as `campaignError.DUPLICATE_CAMPAIGN_NAME`. */
export function codesOf(answer: Answer): string[] {
  const wrapped: unknown = Array.isArray(answer.body) ? (answer.body as Json[])[0] : answer.body;
  const error = (wrapped as { error?: { details?: { errors?: { errorCode: Json }[] }[] } }).error;
  return (error?.details?.[0]?.errors ?? []).map(({ errorCode }) => {
    const [[domain, reason] = ['', '']] = Object.entries(errorCode);
    return `${domain}.${String(reason)}`;
  });
}
