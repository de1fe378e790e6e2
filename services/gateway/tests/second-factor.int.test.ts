import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callConfirmed } from '../../../client/confirmed.ts';
import { ProblemAnswer } from '../../../client/failures.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { publicContracts } from '../../../contracts/routes.ts';
import { Http } from '../../../tests/support/http.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { askedForFactor, codesUnused, enrolled, totp, type Enrolled } from '../../auth/tests/enrolled.ts';

type Problem = { code: string; stepUp?: { purpose: string; hash: string } };

let stack: Stack;
let http: Http;
let ada: Enrolled;
let owner: Http;
beforeAll(async () => {
  stack = await startStack({
    services: ['gateway', 'auth', 'campaign'],
    env: { LIMIT_API_PER_MINUTE: '100000', STEP_UP: 'required' },
  });
  http = new Http(stack.url);
  ada = await enrolled(stack);
  owner = http.as(ada.authorization);
});
afterAll(() => stack.stop());

const ASKING = publicContracts.filter(({ permission }) => permission !== 'public');

it('the token of a sign-in that waits for its second factor opens no route', async () => {
  const { mfaToken } = await askedForFactor(stack, ada);
  const half = http.as(mfaToken);
  for (const { http: route } of ASKING) {
    const path = route.path.replaceAll(/\{\w+\}/g, randomUUID());
    const body = route.method === 'GET' || route.method === 'DELETE' ? {} : { body: {} };
    const answer = await half.ask<Problem>(route.method, path, body);
    expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'TOKEN_INVALID']);
  }
  expect(ASKING.length).toBeGreaterThan(40);
  const refresh = await http.post<Problem>('/api/auth/refresh-token', { refreshToken: mfaToken });
  expect([refresh.status, refresh.body.code]).toEqual([401, 'REFRESH_TOKEN_INVALID']);
});

it('the clock of a client changes nothing: the time of the server decides', async () => {
  await codesUnused(stack, ada);
  const { mfaToken } = await askedForFactor(stack, ada);
  const proof = totp(ada.app.code(-4));
  const date = new Date(Date.now() - 120_000).toUTCString();
  const late = await http.ask<Problem>('POST', '/api/auth/mfa/challenge', {
    body: { mfaToken, proof },
    headers: { date },
  });
  expect([late.status, late.body.code]).toEqual([401, 'FACTOR_INVALID']);
  const timestamp = await http.post('/api/auth/mfa/challenge', { mfaToken, proof, timestamp: date });
  expect(timestamp.status).toBe(422);
});

it('an act is confirmed over HTTP: the problem says what, and the header carries the step-up', async () => {
  const asked = { name: 'nightly', role: 'viewer' } as const;
  const refused = await owner.post<Problem>('/api/api-keys', asked);
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({
    code: 'STEP_UP_REQUIRED',
    stepUp: { purpose: 'api_keys', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
  let told: object = {};
  const made = await callConfirmed(owner.client, machineContracts.createApiKey, asked, async (wanted) => {
    told = wanted;
    await codesUnused(stack, ada);
    return totp(ada.app.code());
  });
  expect([told, made.apiKey.name]).toEqual([refused.body.stepUp, 'nightly']);
  const stale = owner.client.call(machineContracts.createApiKey, asked, { stepUpToken: 'nonsense' });
  await expect(stale).rejects.toBeInstanceOf(ProblemAnswer);
  await expect(stale).rejects.toMatchObject({ code: 'STEP_UP_INVALID', status: 403, stepUp: told });
});

it('a request is looked at in one order: token, role, shape, what it names, and then the confirmation', async () => {
  const invalid = await owner.post<Problem>('/api/api-keys', { name: 'nightly', role: 'owner' });
  expect([invalid.status, invalid.body.code]).toEqual([422, 'REQUEST_INVALID']);
  const missing = await owner.delete<Problem>(`/api/auth/mfa/${randomUUID()}`);
  expect([missing.status, missing.body.code]).toEqual([404, 'RESOURCE_NOT_FOUND']);
  const key = { headers: { 'idempotency-key': randomUUID() } };
  const campaign = await owner.ask<Problem>('POST', `/api/campaigns/${randomUUID()}/publish`, key);
  expect([campaign.status, campaign.body.code]).toEqual([404, 'CAMPAIGN_NOT_FOUND']);
  const last = memberContracts.changeRole;
  const demoted = owner.client.call(last, { userId: ada.user.id, role: 'viewer' });
  await expect(demoted).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' }); // before LAST_OWNER, a 409
});

it('signing in with a factor is not limited by another person who guesses at it', async () => {
  const { mfaToken } = await askedForFactor(stack, ada);
  for (let i = 0; i < 10; i += 1)
    await http.post('/api/auth/mfa/challenge', { mfaToken, proof: totp(ada.app.wrongCode()) });
  const spent = await http.post<Problem>('/api/auth/mfa/challenge', { mfaToken, proof: totp('000000') });
  expect([spent.status, spent.body.code]).toEqual([429, 'FACTOR_LOCKED']);
  expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(0);
  await codesUnused(stack, ada);
  const email = ada.user.email;
  const again = await http.client.call(sessionContracts.login, { email, password: ada.password });
  if (!('mfaToken' in again)) throw new Error('no second factor was asked for');
  const proof = totp(ada.app.code());
  expect((await http.post('/api/auth/mfa/challenge', { mfaToken: again.mfaToken, proof })).status).toBe(200);
});
