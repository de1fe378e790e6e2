import { afterAll, beforeAll, expect, it } from 'vitest';
import { consent, read, REDIRECT, redeem, token } from '../testing/google-client.ts';
import type { VendorServer } from '../vendor-server.ts';
import { startGoogleAds } from './server.ts';

let server: VendorServer;
let time = Date.parse('2026-11-22T15:00:00Z');

beforeAll(async () => {
  server = await startGoogleAds({ now: () => new Date(time) });
});
afterAll(() => server.close());

const accounts = async (access: unknown) =>
  read(
    await fetch(`${server.url}/v26/customers:listAccessibleCustomers`, {
      headers: { authorization: `Bearer ${String(access)}` },
    }),
  );

it('consent leads back to the redirect address with code and state', async () => {
  const answer = await consent(server.url);
  const back = new URL(answer.headers.get('location') ?? '');
  expect([answer.status, back.origin + back.pathname, back.searchParams.get('state')]).toEqual([
    302,
    REDIRECT,
    'state-1',
  ]);
});

it.each([
  [{ client_id: 'nobody' }, 401],
  [{ redirect_uri: 'http://evil.example/callback' }, 400],
  [{ response_type: 'token' }, 400],
  [{ state: '' }, 400],
  [{ scope: 'everything' }, 400],
  [{ code_challenge: '' }, 400],
  [{ code_challenge_method: 'plain' }, 400],
])('a consent with %j is refused without a redirect', async (changes, status) => {
  const answer = await consent(server.url, changes);
  expect([answer.status, answer.headers.get('location')]).toEqual([status, null]);
});

it('a person who declines is sent back with access_denied', async () => {
  await fetch(`${server.url}/_simulator/consent`, { method: 'POST', body: '{"decision":"deny"}' });
  const back = new URL((await consent(server.url)).headers.get('location') ?? '');
  expect([back.searchParams.get('error'), back.searchParams.get('code')]).toEqual(['access_denied', null]);
});

it('a code works once, only with its verifier and its redirect address', async () => {
  const redirected = await consent(server.url);
  expect((await redeem(server.url, redirected, 'another-verifier')).body['error']).toBe('invalid_grant');
  const again = await consent(server.url);
  expect((await redeem(server.url, again)).status).toBe(200);
  expect((await redeem(server.url, again)).body['error']).toBe('invalid_grant');
});

it('an access token dies after an hour and the refresh token brings a new one', async () => {
  const { body } = await redeem(server.url, await consent(server.url, { prompt: 'consent' }));
  expect((await accounts(body['access_token'])).body).toEqual({
    resourceNames: ['customers/1234567890', 'customers/2234567890'],
  });
  time += 3_600_000;
  expect((await accounts(body['access_token'])).status).toBe(401);
  const form = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
  const fresh = await token(server.url, form);
  expect((await accounts(fresh.body['access_token'])).status).toBe(200);
  await fetch(`${server.url}/_simulator/revoke-grants`, { method: 'POST' });
  expect((await accounts(fresh.body['access_token'])).status).toBe(401);
  expect(await token(server.url, form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

it('a second consent gives a refresh token only when it is asked for again', async () => {
  await redeem(server.url, await consent(server.url));
  expect((await redeem(server.url, await consent(server.url))).body).not.toHaveProperty('refresh_token');
  expect((await redeem(server.url, await consent(server.url, { prompt: 'consent' }))).body).toHaveProperty(
    'refresh_token',
  );
});
