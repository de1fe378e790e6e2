import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startGoogleAds } from './google-ads/server.ts';
import { codesOf, connectGoogle, type GoogleClient } from './testing/google-client.ts';
import { wholeCampaign } from './testing/search-campaign.ts';
import type { VendorServer } from './vendor-server.ts';

let server: VendorServer;
let client: GoogleClient;

beforeAll(async () => {
  server = await startGoogleAds();
  client = await connectGoogle(server.url);
});
beforeEach(() => fetch(`${server.url}/_simulator/reset`, { method: 'POST' }));
afterAll(() => server.close());

const arm = (fault: object): Promise<Response> =>
  fetch(`${server.url}/_simulator/faults`, { method: 'POST', body: JSON.stringify(fault) });
const publish = () =>
  client.mutate(wholeCampaign()).then(
    ({ status }) => status,
    () => 'dropped',
  );

it.each([
  ['refuse', 400, 0],
  ['401', 401, 0],
  ['429', 429, 0],
  ['500-before', 500, 0],
  ['500-after-commit', 500, 6],
  ['drop-before', 'dropped', 0],
  ['drop-after-commit', 'dropped', 6],
] as const)('%s answers %s and leaves %i objects', async (kind, seen, left) => {
  expect((await arm({ kind, times: 1 })).status).toBe(201);
  expect(await publish()).toBe(seen);
  expect(server.objects.all()).toHaveLength(left);
  expect(server.objects.ledger()).toHaveLength(left === 0 ? 0 : 1);
});

it('a fault strikes only what it matches, as often as it was armed', async () => {
  await arm({
    kind: '429',
    times: 2,
    match: { method: 'POST', pathIncludes: ':mutate', bodyIncludes: 'Campaign A' },
  });
  expect(await client.search('SELECT customer.id FROM customer')).toHaveLength(1);
  expect([await publish(), await publish(), await publish()]).toEqual([429, 429, 200]);
});

it('a fault may let requests pass before it strikes', async () => {
  await arm({ kind: '429', skip: 1 });
  expect([await publish(), await publish()]).toEqual([200, 429]);
});

it('a throttled answer says how long to wait', async () => {
  await arm({ kind: '429' });
  const answer = await client.mutate(wholeCampaign());
  expect(codesOf(answer)).toEqual(['quotaError.RESOURCE_TEMPORARILY_EXHAUSTED']);
  expect(JSON.stringify(answer.body)).toContain('"retryDelay":"2s"');
});

it('disarmed faults strike no more and malformed ones are refused', async () => {
  await arm({ kind: '500-before', times: 9 });
  await fetch(`${server.url}/_simulator/faults`, { method: 'DELETE' });
  expect(await publish()).toBe(200);
  expect((await arm({ kind: 'explode' })).status).toBe(400);
});

it('a late answer comes after the work is done', async () => {
  await arm({ kind: 'delay-after-commit', ms: 60_000 });
  const gaveUp = AbortSignal.timeout(100);
  const url = `${server.url}/v26/customers/1234567890/googleAds:mutate`;
  const { authorization } = client;
  const body = JSON.stringify({ mutateOperations: wholeCampaign() });
  await expect(
    fetch(url, { method: 'POST', headers: { authorization }, body, signal: gaveUp }),
  ).rejects.toThrow();
  expect(server.objects.all()).toHaveLength(6);
});
