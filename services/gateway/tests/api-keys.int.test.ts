import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { Http } from '../../../tests/support/http.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { signUp, type Signed } from '../../auth/tests/people.ts';
import { draft } from '../../campaign/tests/fixtures.ts';

type Problem = { code: string };
type Made = { apiKey: { id: string }; key: string };
type History = { data: { action: string; actor: { kind: string; id: string } }[] };

let stack: Stack;
let http: Http;
let ada: Signed;
let owner: Http;
beforeAll(async () => {
  stack = await startStack({
    services: ['gateway', 'auth', 'campaign'],
    env: { LIMIT_API_PER_MINUTE: '60' },
  });
  http = new Http(stack.url);
  ada = await signUp(stack);
  owner = http.as(ada.authorization);
});
afterAll(() => stack.stop());

const make = async (role = 'manager'): Promise<Made> => {
  const made = await owner.post<Made>('/api/api-keys', { name: 'nightly', role });
  expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
  return made.body;
};

describe('a machine with an API key', () => {
  it('creates and reads campaigns, and history says that it was the key', async () => {
    const { apiKey, key } = await make();
    const machine = http.as(key);
    const created = await machine.post<{ id: string }>('/api/campaigns', draft());
    expect(created.status).toBe(201);
    const path = `/api/campaigns/${created.body.id}`;
    expect((await machine.get(path)).status).toBe(200);
    const history = await owner.get<History>(`${path}/history`);
    expect(history.body.data).toMatchObject([
      { action: 'campaign.created', actor: { kind: 'service', id: `api-key:${apiKey.id}` } },
    ]);
  });

  it('stops, and the stop and its record name the key, for the person who made it', async () => {
    const { apiKey, key } = await make();
    type Stopped = { id: string; stoppedBy: string; apiKeyId: string | null };
    const stopped = await http.as(key).post<Stopped>('/api/stop', { scope: 'organization' });
    expect(stopped.status).toBe(202);
    expect(stopped.body).toMatchObject({ stoppedBy: ada.user.id, apiKeyId: apiKey.id });
    const recorded = await asAdministrator<{ actor_id: string; detail: unknown }>(
      stack.databases.adminUrl('campaign'),
      `SELECT actor_id, detail FROM audit_events WHERE action = 'campaign.stop_requested'`,
    );
    expect(recorded).toMatchObject([
      { actor_id: `api-key:${apiKey.id}`, detail: { stopId: stopped.body.id, onBehalfOf: ada.user.id } },
    ]);
  });

  it('does what its role may, and nothing that is for people', async () => {
    const { apiKey, key } = await make();
    const machine = http.as(key);
    const viewer = http.as((await make('viewer')).key);
    const { id } = (await machine.post<{ id: string }>('/api/campaigns', draft())).body;
    const refused = await Promise.all([
      viewer.post<Problem>('/api/campaigns', draft()),
      machine.post<Problem>(`/api/campaigns/${id}/approve`, { hash: 'seen' }),
      machine.patch<Problem>(`/api/members/${ada.user.id}`, { role: 'viewer' }),
      machine.post<Problem>('/api/api-keys', { name: 'another', role: 'viewer' }),
      machine.get<Problem>('/api/api-keys'),
      machine.delete<Problem>(`/api/api-keys/${apiKey.id}`),
      machine.delete<Problem>('/api/ad-accounts/0195b0a0-0000-7000-8000-000000000000'),
      machine.get<Problem>('/api/auth/me'),
    ]);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      refused.map(() => [403, 'PERMISSION_DENIED']),
    );
  });

  it('of an agent drafts and reads, and leaves what people have submitted alone', async () => {
    const scopes = ['campaigns:read', 'campaigns:propose'];
    const asked = { name: 'helper', role: 'manager', kind: 'agent', scopes };
    const refused = await owner.post<Problem>('/api/api-keys', { ...asked, scopes: ['campaigns:write'] });
    expect([refused.status, refused.body.code]).toEqual([422, 'REQUEST_INVALID']);
    const made = await owner.post<Made>('/api/api-keys', asked);
    expect(made.body.apiKey).toMatchObject({ kind: 'agent', scopes });
    const agent = http.as(made.body.key);
    const { id } = (await agent.post<{ id: string }>('/api/campaigns', draft())).body;
    const ifMatch = { headers: { 'if-match': '"1"' } };
    const put = () => agent.ask<Problem>('PUT', `/api/campaigns/${id}`, { body: draft(), ...ifMatch });
    expect((await put()).status).toBe(200);
    const key = { headers: { 'idempotency-key': 'a' } };
    const tried = await Promise.all([
      agent.post<Problem>(`/api/campaigns/${id}/submit`, {}),
      agent.ask<Problem>('POST', `/api/campaigns/${id}/publish`, key),
      agent.ask<Problem>('POST', `/api/campaigns/${id}/resume`, key),
      agent.delete<Problem>(`/api/campaigns/${id}`),
      agent.get<Problem>('/api/members'),
    ]);
    expect(tried.map(({ body }) => body.code)).toEqual(tried.map(() => 'PERMISSION_DENIED'));
    const { databases } = stack;
    const live = `UPDATE campaigns SET document = jsonb_set(document::jsonb, '{status}', '"active"')::json`;
    await asAdministrator(databases.adminUrl('campaign'), live);
    expect((await put()).body.code).toBe('PERMISSION_DENIED');
  });

  it('from before keys had scopes does what its role may, and raises nothing', async () => {
    const { key } = await make();
    await asAdministrator(stack.databases.adminUrl('auth'), 'UPDATE api_keys SET scopes = NULL');
    const machine = http.as(key);
    const { id } = (await machine.post<{ id: string }>('/api/campaigns', draft())).body;
    const asked = { headers: { 'idempotency-key': 'a' } };
    for (const verb of ['publish', 'resume'])
      expect((await machine.ask('POST', `/api/campaigns/${id}/${verb}`, asked)).status).toBe(403);
  });

  it('is dead within a second of its revocation', async () => {
    const { apiKey, key } = await make();
    const machine = http.as(key);
    expect((await machine.get('/api/campaigns')).status).toBe(200);
    expect((await owner.delete(`/api/api-keys/${apiKey.id}`)).status).toBe(204);
    await expect
      .poll(async () => (await machine.get<Problem>('/api/campaigns')).body.code, { timeout: 1_000 })
      .toBe('TOKEN_INVALID');
    expect((await owner.delete<Problem>(`/api/api-keys/${apiKey.id}`)).status).toBe(404);
  });

  it('asks many things at once, counted by its own limit', async () => {
    const machine = http.as((await make()).key);
    const answers = await Promise.all(Array.from({ length: 10 }, () => machine.get('/api/campaigns')));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const counted = answers.map((answer) => /r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);
    expect(new Set(counted).size).toBe(10);
  });

  it('with a bad key is 401, and guessing is limited by address', async () => {
    const { key } = await make();
    const wrong = [
      `${key.slice(0, 60)}${'A'.repeat(30)}`,
      'sip_',
      'sip_nonsense',
      `sip_${'A'.repeat(5_000)}`,
    ];
    for (const bad of wrong) {
      const answer = await http.as(bad).get<Problem>('/api/campaigns');
      expect([answer.status, answer.body.code]).toEqual([401, 'TOKEN_INVALID']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    const guesses = Array.from({ length: 70 }, (_, i) => `sip_${String(i).padStart(86, 'A')}`);
    const answers = await Promise.all(guesses.map((guess) => http.as(guess).get<Problem>('/api/campaigns')));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401, 429]));
  });
});
