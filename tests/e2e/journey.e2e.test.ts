import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recommendation } from '../../contracts/campaign/advice.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { Change } from '../../contracts/campaign/history.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import type { Http } from '../support/http.ts';
import { campaignBody, operationEnd, publishCampaign, until } from '../support/journey.ts';
import { startProduct, type Product } from '../support/product.ts';

let product: Product;
let sandbox: Product['sandbox'];
let alice: Http;
let bob: Http;
let accounts: Product['accounts'];
let campaign: Campaign;

beforeAll(async () => {
  product = await startProduct();
  ({ sandbox, alice, bob, accounts } = product);
}, 60_000);
afterAll(() => product.stop());

type Planned = {
  checks: { severity: string }[];
  platforms: { platform: string; keywords: number; ads: number }[];
};
type Dashboard = {
  kpis: { costMicros: number }[];
  pacing: { campaignId: string; spentMicros: number }[];
  alerts: { code: string }[];
};

const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const key = () => ({ headers: { 'idempotency-key': randomUUID() } });
const enabledOnGoogle = () =>
  JSON.stringify(sandbox.google.objects.all()).match(/"status":"ENABLED"/g)?.length ?? 0;

describe('a campaign, from the brief to what changed', () => {
  it('gets a checked structure from a brief', async () => {
    const brief = {
      product: 'Acme CRM',
      description: 'A CRM that keeps every customer conversation in one place and shows the next step.',
      audience: 'Sales managers in small companies',
      landingPageUrl: 'https://www.example.com/crm',
      objective: 'leads',
      platforms: ['google-ads', 'linkedin-ads'],
      locations: ['US'],
      languages: ['en'],
      claims: ['Free for teams of three'],
    };
    const made = await alice.post<{ structure: unknown; checks: { severity: string }[] }>(
      '/api/ai/campaign-structures',
      brief,
    );
    expect(made.body.checks.filter((c) => c.severity === 'error')).toEqual([]);
    const created = await alice.post<Campaign>('/api/campaigns', {
      ...campaignBody(accounts),
      structure: made.body.structure,
    });
    expect([created.status, created.body.status, created.body.version]).toEqual([201, 'draft', 1]);
    const plan = await alice.get<Planned>(`/api/campaigns/${created.body.id}/plan`);
    expect(plan.body.platforms.map((p) => [p.platform, p.keywords > 0, p.ads > 0])).toEqual([
      ['google-ads', true, true],
      ['linkedin-ads', false, true],
    ]);
    expect(plan.body.checks.filter((c) => c.severity === 'error')).toEqual([]);
  });

  it('is published only after another person approved it, once on each platform', async () => {
    const created = (await alice.post<Campaign>('/api/campaigns', campaignBody(accounts))).body;
    const path = `/api/campaigns/${created.id}`;
    const early = await alice.post<{ code: string }>(`${path}/publish`, {}, key());
    expect(early.body.code).toBe('CAMPAIGN_STATE_CONFLICT');
    await alice.post(`${path}/submit`, {});
    expect((await alice.post<{ code: string }>(`${path}/approve`, {})).body.code).toBe(
      'APPROVAL_OWN_SUBMISSION',
    );
    expect(enabledOnGoogle()).toBe(0);
    campaign = await publishCampaign(alice, bob, accounts);
    expect(campaign.publications.map((p) => [p.platform, p.status])).toEqual([
      ['google-ads', 'active'],
      ['linkedin-ads', 'active'],
    ]);
    const named = (objects: unknown) => JSON.stringify(objects).split(campaign.name).length - 1;
    expect(named(sandbox.google.objects.all())).toBeGreaterThan(0);
    expect(named(sandbox.linkedin.objects.all())).toBeGreaterThan(0);
  });

  it('repeats a publish with the same key without doing anything again', async () => {
    const other = (await alice.post<Campaign>('/api/campaigns', campaignBody(accounts))).body;
    const path = `/api/campaigns/${other.id}`;
    await alice.post(`${path}/submit`, {});
    await bob.post(`${path}/approve`, {});
    const once = key();
    const [first, again] = [
      await alice.post<Operation>(`${path}/publish`, {}, once),
      await alice.post<Operation>(`${path}/publish`, {}, once),
    ];
    expect([first.status, again.status, again.body.id]).toEqual([202, 202, first.body.id]);
    const events = await alice.get(`/api/operations/${first.body.id}/events`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    expect(events.text).toContain('"status":"succeeded"');
    const seen = [...events.text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '';
    const resumed = await alice.get(`/api/operations/${first.body.id}/events`, {
      headers: { accept: 'text/event-stream', 'last-event-id': seen },
    });
    expect([seen.length > 0, resumed.status, resumed.text]).toEqual([true, 200, 'retry: 2000\n\n']);
    const campaigns = sandbox.google.objects
      .all()
      .filter((o) => o.kind === 'campaign' && JSON.stringify(o).includes(`"${other.name} [`));
    expect(campaigns).toHaveLength(1);
  });

  it('shows figures that add up exactly', async () => {
    const rows = Array.from({ length: 28 }, (_, i) => i + 1).flatMap((back) => [
      {
        campaignId: campaign.id,
        platform: 'google-ads',
        date: day(back),
        impressions: 2_000,
        clicks: 120,
        costMicros: 40_000_001,
        conversions: 8,
        conversionValueMicros: 90_000_000,
        currency: 'USD',
      },
      {
        campaignId: campaign.id,
        platform: 'linkedin-ads',
        date: day(back),
        impressions: 1_000,
        clicks: 20,
        costMicros: 50_000_000,
        conversions: 1.5,
        conversionValueMicros: 0,
        currency: 'USD',
      },
    ]);
    for (let i = 0; i < 2; i += 1) {
      const sent = await alice.post<{ accepted: number; rejectedCount: number }>('/api/analytics/metrics', {
        rows,
      });
      expect([sent.body.accepted, sent.body.rejectedCount]).toEqual([56, 0]);
    }
    type Report = {
      totals: { costMicros: number; conversions: number; clicks: number }[];
      byPlatform: { platform: string; costMicros: number }[];
    };
    const report = (
      await alice.get<Report>(`/api/analytics/campaigns/${campaign.id}?from=${day(40)}&to=${day(0)}`)
    ).body;
    expect(report.totals[0]).toMatchObject({
      costMicros: 28 * 90_000_001,
      conversions: 28 * 9.5,
      clicks: 28 * 140,
    });
    const dashboard = await alice.get<Dashboard>(`/api/analytics/dashboard?from=${day(40)}&to=${day(0)}`);
    expect(dashboard.body.kpis[0]?.costMicros).toBe(28 * 90_000_001);
    // the campaign begins tomorrow: figures of before are not spend against its plan
    expect(dashboard.body.pacing.find((p) => p.campaignId === campaign.id)?.spentMicros).toBe(0);
    expect(dashboard.body.alerts.map((a) => a.code)).not.toContain('SPEND_ABOVE_PLAN');
    const table = await alice.get<{ data: { platform: string; costMicros: number }[] }>(
      `/api/analytics/performance?groupBy=platform&from=${day(40)}&to=${day(0)}`,
    );
    expect(Object.fromEntries(table.body.data.map((r) => [r.platform, r.costMicros]))).toEqual({
      'google-ads': 28 * 40_000_001,
      'linkedin-ads': 28 * 50_000_000,
    });
    const csv = await alice.get(`/api/analytics/performance?groupBy=platform`, {
      headers: { accept: 'text/csv' },
    });
    expect(csv.text.split('\r\n')).toHaveLength(4);
  });

  it("takes a platform's export once, however often it is uploaded", async () => {
    const file = `Campaign report\n"${day(3)} - ${day(2)}"\nDay,Campaign,Currency code,Impr.,Clicks,Cost,Conversions\n${day(3)},Old campaign,USD,"1,000",10,12.50,1\n${day(2)},Old campaign,USD,500,5,6.25,0\nTotal: Account,,,"1,500",15,18.75,1\n`;
    for (let i = 0; i < 2; i += 1) {
      const sent = await alice.ask<{ id: string }>(
        'POST',
        '/api/analytics/imports?platform=google-ads&fileName=report.csv',
        {
          raw: file,
          headers: { 'content-type': 'text/csv' },
        },
      );
      expect(sent.status).toBe(202);
      const done = await until(
        async () =>
          (
            await alice.get<{ status: string; accepted: number; rejectedCount: number }>(
              sent.headers.get('location') ?? '',
            )
          ).body,
        (state) => ['succeeded', 'failed'].includes(state.status),
      );
      expect([done.status, done.accepted, done.rejectedCount]).toEqual(['succeeded', 2, 0]);
    }
    const kpis = (
      await alice.get<{ kpis: { costMicros: number }[] }>(
        `/api/analytics/dashboard?from=${day(40)}&to=${day(0)}`,
      )
    ).body.kpis;
    expect(kpis[0]?.costMicros).toBe(28 * 90_000_001 + 18_750_000);
  });

  it('turns a recommendation into an approved change on the platforms, and tells who changed what', async () => {
    const path = `/api/campaigns/${campaign.id}`;
    const found = (await alice.post<{ recommendations: Recommendation[] }>(`${path}/optimize`, {})).body
      .recommendations;
    const shift = found.find((r) => r.change.kind === 'shift_budget');
    expect(shift?.evidence.probabilityBetter).toBeGreaterThanOrEqual(0.9);
    const once = key();
    const applied = await alice.post<{ campaign: Campaign }>(
      `/api/recommendations/${shift?.id}/apply`,
      {},
      once,
    );
    expect(applied.status).toBe(200);
    expect((await alice.post(`/api/recommendations/${shift?.id}/apply`, {}, once)).body).toEqual(
      applied.body,
    );
    expect([applied.body.campaign.status, applied.body.campaign.review?.state]).toEqual([
      'active',
      'in_review',
    ]);
    expect((await alice.post<{ code: string }>(`${path}/approve`, {})).body.code).toBe(
      'APPROVAL_OWN_SUBMISSION',
    );
    await bob.post(`${path}/approve`, {});
    const begun = await alice.post<Operation>(`${path}/publish`, {}, key());
    expect((await operationEnd(alice, begun.body.id)).status).toBe('succeeded');
    const now = (await alice.get<Campaign>(path)).body;
    expect([now.status, now.publishedVersion]).toEqual(['active', now.version]);
    const google = now.budget.split.find((s) => s.platform === 'google-ads')?.dailyMicros ?? 0;
    expect(google).toBeGreaterThan(50_000_000);
    expect(now.budget.split.reduce((sum, s) => sum + s.dailyMicros, 0)).toBe(now.budget.dailyMicros);
    expect(JSON.stringify(sandbox.google.objects.all())).toContain(`"amountMicros":"${google}"`);
    const history = (await alice.get<{ data: Change[] }>(`${path}/history?limit=100`)).body.data;
    expect(JSON.stringify(history)).toContain('budget.split');
    expect(new Set(history.map((change) => change.actor.id)).size).toBeGreaterThanOrEqual(2);
  });

  it('pauses and resumes on both platforms, and refuses to archive what is live', async () => {
    const path = `/api/campaigns/${campaign.id}`;
    const paused = await alice.post<Operation>(`${path}/pause`, {}, key());
    expect((await operationEnd(alice, paused.body.id)).status).toBe('succeeded');
    let now = (await alice.get<Campaign>(path)).body;
    expect([now.status, ...now.publications.map((p) => p.status)]).toEqual(['paused', 'paused', 'paused']);
    const resumed = await alice.post<Operation>(`${path}/resume`, {}, key());
    expect((await operationEnd(alice, resumed.body.id)).status).toBe('succeeded');
    now = (await alice.get<Campaign>(path)).body;
    expect(now.status).toBe('active');
    const live = await alice.delete<{ code: string }>(path, { headers: { 'if-match': `"${now.version}"` } });
    expect(live.body.code).toBe('CAMPAIGN_LIVE');
  });

  it('archives a draft, which stays readable', async () => {
    const draft = (await alice.post<Campaign>('/api/campaigns', campaignBody(accounts))).body;
    const gone = await alice.delete<Campaign>(`/api/campaigns/${draft.id}`, {
      headers: { 'if-match': `"${draft.version}"` },
    });
    expect([gone.status, gone.body.status]).toEqual([200, 'archived']);
    expect((await alice.get<Campaign>(`/api/campaigns/${draft.id}`)).body.status).toBe('archived');
  });

  it('answers 304 to a reader who has the present state, and not after a step that made no new version', async () => {
    const draft = (await alice.post<Campaign>('/api/campaigns', campaignBody(accounts))).body;
    const path = `/api/campaigns/${draft.id}`;
    const first = await alice.get<Campaign>(path);
    const known = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
    const again = await alice.get(path, known);
    expect([again.status, again.text]).toEqual([304, '']);
    await alice.post(`${path}/submit`, {});
    const after = await alice.get<Campaign>(path, known);
    expect([after.status, after.body.version, after.body.status]).toEqual([200, draft.version, 'in_review']);
    const stamped = { headers: { 'if-match': after.headers.get('etag') ?? '' } };
    expect((await alice.put<Campaign>(path, campaignBody(accounts), stamped)).body.version).toBe(
      draft.version + 1,
    );
  });
});
