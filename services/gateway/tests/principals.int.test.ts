import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Http } from '../../../tests/support/http.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { PASSWORD, signUp, type Signed } from '../../auth/tests/people.ts';

type Problem = { code: string };
type Made = { apiKey: { id: string }; key: string };

const LIMIT = 300;
let stack: Stack;
let http: Http;
let ada: Signed;
beforeAll(async () => {
  stack = await startStack({
    services: ['gateway', 'auth', 'campaign'],
    env: { LIMIT_API_PER_MINUTE: String(LIMIT), LIMIT_STOP_PER_MINUTE: '4' },
  });
  http = new Http(stack.url);
  ada = await signUp(stack);
});
afterAll(() => stack.stop());

const makeKey = async () =>
  (await http.as(ada.authorization).post<Made>('/api/api-keys', { name: 'nightly', role: 'viewer' })).body;

/** How many requests somebody has left after asking for the campaigns once more. */
async function leftAfterAsking(client: Http): Promise<number> {
  const answer = await client.get('/api/campaigns');
  return Number(/^"api";r=(\d+);/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);
}

/** How often auth has changed an API key for a token. */
async function exchanges(): Promise<number> {
  const lines = (await http.get('/metrics')).text.split('\n');
  return lines
    .filter((line) => /^rpc_seconds_count\{.*action="auth\.exchangeApiKey"/.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe('requests are counted', () => {
  it('for each person, whatever others do from the same address', async () => {
    const [one, two] = [await signUp(stack), await signUp(stack)].map((p) => http.as(p.authorization));
    for (const left of [1, 2, 3]) expect(await leftAfterAsking(one ?? http)).toBe(LIMIT - left);
    expect(await leftAfterAsking(two ?? http)).toBe(LIMIT - 1);
  });

  it('for each API key, whatever other keys of the same organisation do', async () => {
    const [one, two] = [await makeKey(), await makeKey()].map(({ key }) => http.as(key));
    for (const left of [1, 2, 3]) expect(await leftAfterAsking(one ?? http)).toBe(LIMIT - left);
    expect(await leftAfterAsking(two ?? http)).toBe(LIMIT - 1);
  });

  it('apart for what stops: it is done although nothing else is, for people and machines, and bounded too', async () => {
    const person = await signUp(stack);
    const made = await http
      .as(person.authorization)
      .post<Made>('/api/api-keys', { name: 'guard', role: 'manager', scopes: ['campaigns:write'] });
    for (const client of [http.as(person.authorization), http.as(made.body.key)]) {
      let left = LIMIT;
      while (left > 0) left = await leftAfterAsking(client);
      expect((await client.get('/api/campaigns')).status).toBe(429);
      const stopped = await client.post('/api/stop', { scope: 'organization' });
      expect([stopped.status, stopped.headers.get('ratelimit')?.slice(0, 10)]).toEqual([202, '"stop";r=3']);
      expect((await client.post(`/api/campaigns/${crypto.randomUUID()}/pause`, {})).status).toBe(404);
      for (const status of [202, 202, 429])
        expect((await client.post('/api/stop', { scope: 'organization' })).status).toBe(status);
    }
  });

  it('for the address when the token is bad, so that guessing is limited', async () => {
    const forger = http.as('Bearer x.y.z');
    const first = await leftAfterAsking(forger);
    expect(first).toBeGreaterThan(0);
    expect(await leftAfterAsking(forger)).toBe(first - 1);
  });
});

describe('an API key', () => {
  it('is changed for a token once, for as long as that token is good', async () => {
    const machine = http.as((await makeKey()).key);
    const before = await exchanges();
    for (let i = 0; i < 5; i += 1) expect((await machine.get('/api/campaigns')).status).toBe(200);
    expect(await exchanges()).toBe(before + 1);
  });

  it('whose token is dead gets no second use of it: auth is asked again', async () => {
    const { apiKey, key } = await makeKey();
    const machine = http.as(key);
    expect((await machine.get('/api/campaigns')).status).toBe(200);
    expect((await http.as(ada.authorization).delete(`/api/api-keys/${apiKey.id}`)).status).toBe(204);
    const refused = async () => (await machine.get<Problem>('/api/campaigns')).body.code;
    await expect.poll(refused, { timeout: 2_000 }).toBe('TOKEN_INVALID');
    const before = await exchanges();
    for (let i = 0; i < 3; i += 1) expect(await refused()).toBe('TOKEN_INVALID');
    expect(await exchanges()).toBe(before + 3);
  });
});

it('a route for everybody does not look at an Authorization header, so that a dead token can sign in anew', async () => {
  const session = await http
    .as('Bearer of.something.old')
    .post('/api/auth/login', { email: ada.user.email, password: PASSWORD });
  expect(session.status).toBe(200);
});

it('a User-Agent of any length signs in', async () => {
  const headers = { 'user-agent': `browser/${'9'.repeat(4_000)}` };
  const body = { email: ada.user.email, password: PASSWORD };
  expect((await http.post('/api/auth/login', body, { headers })).status).toBe(200);
});
