import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { asAdministrator } from '../support/databases.ts';
import type { Answer, Http } from '../support/http.ts';
import { publishCampaign, register } from '../support/journey.ts';
import { startProduct, type Product } from '../support/product.ts';
import { routes } from '../../services/gateway/routes.ts';
import type { Stack } from '../support/stack.ts';

type Problem = { code: string; detail: string; errors?: { path: string; code: string }[] };

let product: Product;
let stack: Stack;
let alice: Http;
let bob: Http;
let mallory: Http;
let adAccounts: Product['adAccounts'];
let campaign: Campaign;

beforeAll(async () => {
  product = await startProduct();
  ({ stack, alice, bob, adAccounts } = product);
  mallory = (await register(product.http, 'Mallory')).http;
  campaign = await publishCampaign(alice, bob, adAccounts);
}, 90_000);
afterAll(() => product.stop());

const countCampaigns = async () =>
  Number(
    (
      await asAdministrator<{ n: string }>(
        stack.databases.adminUrl('campaign'),
        'SELECT count(*) AS n FROM campaigns',
      )
    )[0]?.n,
  );

/** Nothing of the bad request has changed anything. */
async function changesNothing(ask: () => Promise<unknown>): Promise<void> {
  const before = [await countCampaigns(), (await alice.get<Campaign>(`/api/campaigns/${campaign.id}`)).text];
  await ask();
  expect([await countCampaigns(), (await alice.get<Campaign>(`/api/campaigns/${campaign.id}`)).text]).toEqual(
    before,
  );
}

/** Every route with an id in its path, asked with all that it needs. */
function askers(http: Http, campaignToPut: object) {
  const bodies: Record<string, object> = {
    'PUT /api/campaigns/{id}': campaignToPut,
    'POST /api/campaigns/{id}/reject': { note: 'No.' },
    'PATCH /api/members/{userId}': { role: 'viewer' },
    'PATCH /api/ad-accounts/{id}': { name: 'Mine' },
  };
  return routes
    .filter(({ path }) => path.includes('{'))
    .map(({ method, path }) => {
      const name = `${method} ${path}`;
      const headers = { 'if-match': '"1"', 'idempotency-key': randomUUID() };
      const sent = ['GET', 'DELETE'].includes(method) ? {} : { body: bodies[name] ?? {} };
      const ask = (id: string): Promise<Answer> =>
        http.ask(method, path.replace(/\{\w+\}/, id), { headers, ...sent });
      return { name, path, ask };
    });
}

describe('bad input', () => {
  const body = () => campaignBody({ adAccounts });
  it.each<[string, () => unknown, string]>([
    ['a number for a name', () => ({ ...body(), name: 7 }), 'campaign.name'],
    [
      'a negative budget',
      () => ({ ...body(), budget: { dailyMicros: -1, currency: 'USD' } }),
      'campaign.budget.dailyMicros',
    ],
    [
      'a budget with a fraction',
      () => ({ ...body(), budget: { dailyMicros: 0.5, currency: 'USD' } }),
      'campaign.budget.dailyMicros',
    ],
    [
      'a budget above every limit',
      () => ({ ...body(), budget: { dailyMicros: 9e15 + 2, currency: 'USD' } }),
      'campaign.budget.dailyMicros',
    ],
    ['an unknown platform', () => ({ ...body(), platforms: ['myspace'] }), 'campaign.platforms.0'],
    [
      'a day that does not exist',
      () => ({ ...body(), schedule: { startDate: '2026-02-30' } }),
      'campaign.schedule.startDate',
    ],
    [
      'a link that runs code',
      () => ({ ...body(), landingPageUrl: 'javascript:alert(1)' }),
      'campaign.landingPageUrl',
    ],
    ['an unknown field', () => ({ ...body(), organizationId: randomUUID() }), 'campaign.organizationId'],
    ['a status of its own', () => ({ ...body(), status: 'active' }), 'campaign.status'],
    ['a name nobody can see', () => ({ ...body(), name: ' \u200b\u00a0' }), 'campaign.name'],
    ['a control character', () => ({ ...body(), name: 'a\u0000b' }), 'campaign.name'],
    [
      'null for everything',
      () => Object.fromEntries(Object.keys(body()).map((k) => [k, null])),
      'campaign.name',
    ],
  ])('is refused with its path: %s', async (_, make, path) => {
    await changesNothing(async () => {
      const answer = await alice.post<Problem>('/api/campaigns', make());
      expect([answer.status, answer.body.code]).toEqual([422, 'REQUEST_INVALID']);
      expect(answer.body.errors?.map((e) => e.path)).toContain(path);
    });
  });

  it.each([
    ['a word', 'abc', 422],
    ['a number', '1', 422],
    ['an id with SQL behind it', `${randomUUID()}'--`, 422],
    ['a path', '..%2f..%2fetc', 422],
    ['a NUL', '%00', 422],
    ['broken escapes', '%zz', 400],
    ['3,000 letters', 'x'.repeat(3000), 422],
  ])('refuses a bad id (%s) on every route that takes one', async (_, id, status) => {
    for (const { ask, name } of askers(mallory, body())) {
      const answer = (await ask(id)) as Answer<Problem>;
      const code = status === 400 ? 'REQUEST_MALFORMED' : 'REQUEST_INVALID';
      expect([name, answer.status, answer.body.code]).toEqual([name, status, code]);
    }
  });

  it('needs the version that was read: 428 without, 412 when stale, 404 before both', async () => {
    const path = `/api/campaigns/${campaign.id}`;
    expect((await alice.put<Problem>(path, body())).body.code).toBe('PRECONDITION_REQUIRED');
    for (const stale of ['"999"', '"0"', 'W/"1"', 'nonsense']) {
      expect((await alice.put<Problem>(path, body(), { headers: { 'if-match': stale } })).body.code).toBe(
        'VERSION_STALE',
      );
    }
    expect((await alice.put<Problem>(`/api/campaigns/${randomUUID()}`, body())).body.code).toBe(
      'CAMPAIGN_NOT_FOUND',
    );
  });

  it('answers a replayed key with the first answer and another body with an error', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, before] = [
      await alice.post<Campaign>('/api/campaigns', { ...body(), name: 'Once' }, { headers }),
      await countCampaigns(),
    ];
    const again = await alice.post<Campaign>('/api/campaigns', { ...body(), name: 'Once' }, { headers });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await alice.post<Problem>('/api/campaigns', { ...body(), name: 'Twice' }, { headers });
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await countCampaigns()).toBe(before);
    const missing = await alice.post<Problem>(`/api/campaigns/${campaign.id}/publish`, {});
    expect([missing.status, missing.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });

  it('counts every row that was sent, good or bad, and keeps the good ones', async () => {
    const row = {
      campaignId: campaign.id,
      platform: 'google-ads',
      date: '2026-11-01',
      impressions: 10,
      clicks: 1,
      costMicros: 5,
      currency: 'USD',
    };
    const lines = [
      row,
      { ...row, campaignId: randomUUID() },
      'not a row',
      { ...row, clicks: -1 },
      { ...row, date: '2026-11-02' },
    ];
    const raw = `${lines.map((l) => JSON.stringify(l)).join('\n')}\n{broken\n`;
    const answer = await alice.ask<{ accepted: number; rejectedCount: number; rejected: { line: number }[] }>(
      'POST',
      '/api/analytics/metrics',
      {
        raw,
        headers: { 'content-type': 'application/x-ndjson' },
      },
    );
    expect([answer.status, answer.body.accepted, answer.body.rejectedCount]).toEqual([200, 2, 4]);
    expect(answer.body.rejected.map((r) => r.line)).toEqual([2, 3, 4, 6]);
  });
});
