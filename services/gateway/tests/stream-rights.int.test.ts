import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Client } from '../../../client/client.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { colleagueOf, signUp, type Signed } from '../../auth/tests/people.ts';
import { POLL_MS } from '../operations/events.ts';
import { RUNNING, serveOperations } from '../testing/running-operation.ts';

/** A node hears twice a second of what was revoked, and a stream looks three times a second. */
const WINDOW_MS = 3_000;

let stack: Stack;
let ada: Signed;
let owner: Client;
/** How often an operation was read. */
let reads = 0;
beforeAll(async () => {
  stack = await startStack({ services: ['gateway', 'auth'] });
  await serveOperations(stack, async () => void (reads += 1));
  ada = await signUp(stack);
  owner = new Client(stack.url, { token: ada.accessToken });
});
afterAll(() => stack.stop());

/** Opens a stream, and says how it ended, and when, once somebody's right to it is gone. */
async function endOf(token: string, takeAway: () => Promise<unknown>) {
  const client = new Client(stack.url, { token });
  const stream = client.events(publishingContracts.operation, { id: RUNNING.id });
  expect((await stream.next()).value).toMatchObject({ status: 'running' });
  await takeAway();
  const startedAt = Date.now();
  const ended = await stream.next().then(
    () => 'it went on, or ended without a word',
    (error: { code?: string }) => error.code,
  );
  return { ended, inTime: Date.now() - startedAt < WINDOW_MS };
}

describe('a stream of events outlives nobody who may read it: it ends within seconds, and says why', () => {
  it('of a logout', async () => {
    const { accessToken } = await colleagueOf(stack, ada, 'manager');
    const logout = () => owner.as(accessToken).call(sessionContracts.logout, {});
    expect(await endOf(accessToken, logout)).toEqual({ ended: 'TOKEN_INVALID', inTime: true });
  });

  it('of a member who was removed', async () => {
    const { accessToken, user } = await colleagueOf(stack, ada, 'manager');
    const remove = () => owner.call(memberContracts.removeMember, { userId: user.id });
    expect(await endOf(accessToken, remove)).toEqual({ ended: 'TOKEN_INVALID', inTime: true });
  });

  it('of a member whose role was changed, also where the new one may read it', async () => {
    const { accessToken, user } = await colleagueOf(stack, ada, 'manager');
    const demote = () => owner.call(memberContracts.changeRole, { userId: user.id, role: 'viewer' });
    expect(await endOf(accessToken, demote)).toEqual({ ended: 'PERMISSION_DENIED', inTime: true });
  });

  it('of an API key that was revoked', async () => {
    const { apiKey, key } = await owner.call(machineContracts.createApiKey, { name: 'x', role: 'viewer' });
    const revoke = () => owner.call(machineContracts.revokeApiKey, { id: apiKey.id });
    expect(await endOf(key, revoke)).toEqual({ ended: 'TOKEN_INVALID', inTime: true });
  });
});

it('fifty streams of one operation cost what one costs; the next one of that person is refused, and no other person’s', async () => {
  const { accessToken } = await colleagueOf(stack, ada, 'manager');
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const open = (token: string) =>
    fetch(`${stack.url}/api/operations/${RUNNING.id}/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal: closing.signal,
    });
  const opened = await Promise.all(Array.from({ length: 50 }, () => open(accessToken)));
  expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([200]));
  const refused = await open(accessToken);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  expect(await refused.json()).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  expect((await open(ada.accessToken)).status).toBe(200);
  const [before, startedAt] = [reads, performance.now()];
  await pause(2_000);
  const rounds = Math.ceil((performance.now() - startedAt) / POLL_MS);
  expect(reads - before).toBeGreaterThan(0);
  expect(reads - before).toBeLessThanOrEqual(rounds + 1); // it was fifty a round
  const [one] = opened;
  await one?.body?.cancel();
  await expect.poll(async () => (await open(accessToken)).status, { interval: 100 }).toBe(200);
});
