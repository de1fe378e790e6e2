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

/** One row of each kind that belongs to somebody, by the beginning of its routes. */
async function idsOf(http: Http): Promise<Record<string, string>> {
  const email = `${randomUUID().slice(0, 8)}@example.test`;
  const me = await http.get<{ user: { id: string } }>('/api/auth/me');
  const invitation = await http.post<{ id: string }>('/api/invitations', { email, role: 'viewer' });
  const made = await http.post<{ apiKey: { id: string } }>('/api/api-keys', {
    name: 'Export',
    role: 'viewer',
  });
  const upload = { raw: 'Day,Campaign\n', headers: { 'content-type': 'text/csv' } };
  const file = await http.ask<{ id: string }>('POST', '/api/analytics/imports?platform=google-ads', upload);
  return {
    '/api/members': me.body.user.id,
    '/api/invitations': invitation.body.id,
    '/api/api-keys': made.body.apiKey.id,
    '/api/campaigns': campaign.id,
    '/api/recommendations': await recommendationOf(http),
    '/api/operations': await operationOf(http),
    '/api/ad-accounts': adAccounts['google-ads'],
    '/api/analytics/campaigns': campaign.id,
    '/api/analytics/imports': file.body.id,
  };
}

/** An operation that publishes another campaign. */
async function operationOf(http: Http): Promise<string> {
  const path = `/api/campaigns/${(await http.post<Campaign>('/api/campaigns', campaignBody({ adAccounts }))).body.id}`;
  await http.post(`${path}/submit`, {});
  await bob.post(`${path}/approve`, {});
  const headers = { 'idempotency-key': randomUUID() };
  return (await http.post<{ id: string }>(`${path}/publish`, {}, { headers })).body.id;
}

/** A recommendation, after four weeks in which one platform did much better than the other. */
async function recommendationOf(http: Http): Promise<string> {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const figures = { impressions: 2_000, clicks: 120, costMicros: 40_000_000, currency: 'USD' };
  const rows = Array.from({ length: 28 }, (_, i) => ({
    campaignId: campaign.id,
    date: day(i + 1),
    ...figures,
  }));
  const of = (platform: string, conversions: number) =>
    rows.map((row) => ({ ...row, platform, conversions }));
  await http.post('/api/analytics/metrics', { rows: [...of('google-ads', 8), ...of('linkedin-ads', 1)] });
  const found = await http.post<{ recommendations: { id: string }[] }>(
    `/api/campaigns/${campaign.id}/optimize`,
    {},
  );
  return found.body.recommendations[0]?.id ?? '';
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

  it("cannot tell another organisation's row from one that is missing, on any route", async () => {
    const theirs = await idsOf(alice);
    const same = ({ status, text, headers }: Answer) => [
      status,
      text.replace(/"requestId":"[^"]+"/, ''),
      [...headers.keys()].sort(),
    ];
    await changesNothing(async () => {
      for (const { ask, name, path } of askers(mallory, body())) {
        const kind = Object.keys(theirs).find((start) => path.startsWith(start));
        const there = await ask(theirs[kind ?? ''] ?? '');
        expect([name, there.status]).toEqual([name, 404]);
        expect(same(there)).toEqual(same(await ask(randomUUID())));
      }
    });
    const mine = await mallory.post<Problem>('/api/campaigns', body());
    expect(mine.body.code).toBe('AD_ACCOUNT_NOT_FOUND');
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
    expect(
      (await alice.delete<Problem>(path, { headers: { 'if-match': `"${campaign.version}"` } })).body.code,
    ).toBe('CAMPAIGN_LIVE');
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
