import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '../../contracts/campaign.ts';
import { asAdministrator } from '../support/databases.ts';
import { Http, type Answer } from '../support/http.ts';
import { campaignBody, connectBoth, invite, publishCampaign, register } from '../support/journey.ts';
import { startSandbox, type Sandbox } from '../support/sandbox.ts';
import { startStack, type Stack } from '../support/stack.ts';

type Problem = { code: string; detail: string; errors?: { path: string; code: string }[] };

let sandbox: Sandbox;
let stack: Stack;
let alice: Http;
let bob: Http;
let mallory: Http;
let accounts: { google: string; linkedin: string };
let campaign: Campaign;

beforeAll(async () => {
  sandbox = await startSandbox();
  stack = await startStack({
    services: ['gateway', 'auth', 'campaign', 'ai', 'analytics', 'platforms'],
    env: { ...sandbox.env, LIMIT_API_PER_MINUTE: '100000' },
  });
  const http = new Http(stack.url);
  alice = (await register(http, 'Alice')).http;
  mallory = (await register(http, 'Mallory')).http;
  bob = await invite(alice, http, sandbox.mail, 'manager');
  accounts = await connectBoth(alice);
  campaign = await publishCampaign(alice, bob, accounts);
}, 90_000);
afterAll(async () => {
  await stack?.stop();
  await sandbox?.close();
});

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

describe('bad input', () => {
  const body = () => campaignBody(accounts);
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
    ['a word', 'abc'],
    ['a number', '1'],
    ['an id with SQL behind it', `${randomUUID()}'--`],
    ['a path', '..%2f..%2fetc'],
    ['a NUL', '%00'],
    ['broken escapes', '%zz'],
    ['3,000 letters', 'x'.repeat(3000)],
  ])('answers a bad id (%s) with a client error', async (_, id) => {
    const answer = await alice.get<Problem>(`/api/campaigns/${id}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it("cannot tell another organisation's row from one that is missing", async () => {
    const strip = ({ status, text, headers }: Answer) => [
      status,
      text.replace(/"requestId":"[^"]+"/, ''),
      [...headers.keys()].filter((h) => h !== 'etag').sort(),
    ];
    const fetchers: ((id: string) => Promise<Answer>)[] = [
      (id) => mallory.get(`/api/campaigns/${id}`),
      (id) => mallory.put(`/api/campaigns/${id}`, body(), { headers: { 'if-match': '"1"' } }),
      (id) => mallory.delete(`/api/campaigns/${id}`, { headers: { 'if-match': '"1"' } }),
      (id) => mallory.post(`/api/campaigns/${id}/submit`, {}),
      (id) => mallory.post(`/api/campaigns/${id}/approve`, {}),
      (id) =>
        mallory.post(`/api/campaigns/${id}/publish`, {}, { headers: { 'idempotency-key': randomUUID() } }),
      (id) => mallory.post(`/api/campaigns/${id}/optimize`, {}),
      (id) => mallory.get(`/api/campaigns/${id}/history`),
      (id) => mallory.get(`/api/analytics/campaigns/${id}`),
    ];
    await changesNothing(async () => {
      for (const ask of fetchers) {
        const [theirs, missing] = [await ask(campaign.id), await ask(randomUUID())];
        expect(strip(theirs)).toEqual(strip(missing));
      }
    });
    const mine = await mallory.post<Problem>('/api/campaigns', body());
    expect(mine.body.code).toBe('AD_ACCOUNT_NOT_FOUND');
  });

  it('needs the version that was read: 428 without, 412 when stale, 404 before both', async () => {
    const path = `/api/campaigns/${campaign.id}`;
    expect((await alice.put<Problem>(path, body())).body.code).toBe('PRECONDITION_REQUIRED');
    for (const stale of ['"999"', 'W/"1"', 'nonsense']) {
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
