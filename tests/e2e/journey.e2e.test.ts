import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../client/client.ts';
import type { ProblemAnswer } from '../../client/failures.ts';
import { campaignBody, type CampaignBody } from '../../client/testing/campaign-body.ts';
import { structureContracts } from '../../contracts/ai/structures.ts';
import { factContracts } from '../../contracts/analytics/facts.ts';
import { importContracts } from '../../contracts/analytics/imports.ts';
import { reportContracts } from '../../contracts/analytics/reports.ts';
import { adviceContracts } from '../../contracts/campaign/advice.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { historyContracts } from '../../contracts/campaign/history.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { operationEnd, publishCampaign } from '../support/journey.ts';
import { until } from '../../client/testing/until.ts';
import { startProduct, type Product } from '../support/product.ts';
import { agreedTo } from '../support/approval.ts';

let product: Product;
let sandbox: Product['sandbox'];
let alice: Client;
let bob: Client;
let adAccounts: Product['adAccounts'];
let campaign: Campaign;

beforeAll(async () => {
  product = await startProduct();
  ({ sandbox, adAccounts } = product);
  [alice, bob] = [product.alice.client, product.bob.client];
}, 60_000);
afterAll(() => product.stop());

const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const key = () => ({ idempotencyKey: randomUUID() });
/** The code with which the API refuses. */
const codeOf = (refused: Promise<unknown>) =>
  refused.then(
    () => 'not refused',
    (error: unknown) => (error as ProblemAnswer).code,
  );
const create = (changes: Partial<CampaignBody> = {}): Promise<Campaign> =>
  alice.call(contentContracts.create, { campaign: campaignBody({ adAccounts, ...changes }) });
const read = (id: string): Promise<Campaign> => alice.call(contentContracts.read, { id });
const enabledOnGoogle = () =>
  JSON.stringify(sandbox.google.objects.all()).match(/"status":"ENABLED"/g)?.length ?? 0;

describe('a campaign, from the brief to what changed', () => {
  it('gets a checked structure from a brief', async () => {
    const made = await alice.call(structureContracts.campaignStructure, {
      brief: {
        product: 'Acme CRM',
        description: 'A CRM that keeps every customer conversation in one place and shows the next step.',
        audience: 'Sales managers in small companies',
        landingPageUrl: 'https://www.example.com/crm',
        objective: 'leads',
        platforms: ['google-ads', 'linkedin-ads'],
        locations: ['US'],
        languages: ['en'],
        claims: ['Free for teams of three'],
      },
    });
    expect(made.checks.filter((c) => c.severity === 'error')).toEqual([]);
    const { id, status, version } = await create({ structure: made.structure });
    expect([status, version]).toEqual(['draft', 1]);
    const plan = await alice.call(publishingContracts.plan, { id });
    expect(plan.platforms.map((p) => [p.platform, p.keywords > 0, p.ads > 0])).toEqual([
      ['google-ads', true, true],
      ['linkedin-ads', false, true],
    ]);
    expect(plan.checks.filter((c) => c.severity === 'error')).toEqual([]);
  });

  it('is published only after another person approved it, once on each platform', async () => {
    const { id } = await create();
    expect(await codeOf(alice.call(publishingContracts.publish, { id, ...key() }))).toBe(
      'CAMPAIGN_STATE_CONFLICT',
    );
    const submitted = agreedTo(await alice.call(reviewContracts.submit, { id }));
    expect(await codeOf(alice.call(reviewContracts.approve, submitted))).toBe('APPROVAL_OWN_SUBMISSION');
    expect(enabledOnGoogle()).toBe(0);
    campaign = await publishCampaign(product.alice, product.bob, adAccounts);
    expect(campaign.publications.map((p) => [p.platform, p.status])).toEqual([
      ['google-ads', 'active'],
      ['linkedin-ads', 'active'],
    ]);
    const named = (objects: unknown) => JSON.stringify(objects).split(campaign.name).length - 1;
    expect(named(sandbox.google.objects.all())).toBeGreaterThan(0);
    expect(named(sandbox.linkedin.objects.all())).toBeGreaterThan(0);
  });

  it('repeats a publish with the same key without doing anything again', async () => {
    const { id, name } = await create();
    await bob.call(reviewContracts.approve, agreedTo(await alice.call(reviewContracts.submit, { id })));
    const asked = { id, ...key() };
    const first = await alice.call(publishingContracts.publish, asked);
    expect((await alice.call(publishingContracts.publish, asked)).id).toBe(first.id);
    const path = `/api/operations/${first.id}/events`;
    const events = await product.alice.get(path, { headers: { accept: 'text/event-stream' } });
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    expect(events.text).toContain('"status":"succeeded"');
    const seen = [...events.text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '';
    const resumed = await product.alice.get(path, {
      headers: { accept: 'text/event-stream', 'last-event-id': seen },
    });
    expect([seen.length > 0, resumed.status, resumed.text]).toEqual([true, 200, 'retry: 2000\n\n']);
    const campaigns = sandbox.google.objects
      .all()
      .filter((o) => o.kind === 'campaign' && JSON.stringify(o).includes(`"${name} [`));
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
      const sent = await alice.call(factContracts.ingest, { rows });
      expect([sent.accepted, sent.rejectedCount]).toEqual([56, 0]);
    }
    const range = { from: day(40), to: day(0) };
    const report = await alice.call(reportContracts.campaign, { id: campaign.id, ...range });
    expect(report.totals[0]).toMatchObject({
      costMicros: 28 * 90_000_001,
      conversions: 28 * 9.5,
      clicks: 28 * 140,
    });
    const { kpis, pacing, alerts } = await alice.call(reportContracts.dashboard, range);
    expect(kpis[0]?.costMicros).toBe(28 * 90_000_001);
    // the campaign begins tomorrow: figures of before are not spend against its plan
    expect(pacing.find((p) => p.campaignId === campaign.id)?.spentMicros).toBe(0);
    expect(alerts.map((a) => a.code)).not.toContain('SPEND_ABOVE_PLAN');
    const byPlatform = { groupBy: ['platform' as const] };
    const { data } = await alice.call(reportContracts.performance, { ...byPlatform, ...range });
    expect(Object.fromEntries(data.map((row) => [row['platform'], row['costMicros']]))).toEqual({
      'google-ads': 28 * 40_000_001,
      'linkedin-ads': 28 * 50_000_000,
    });
    const csv = await alice.text(reportContracts.performance, byPlatform, 'text/csv');
    expect(csv.split('\r\n')).toHaveLength(4);
  });

  it("takes a platform's export once, however often it is uploaded", async () => {
    const file = `Campaign report\n"${day(3)} - ${day(2)}"\nDay,Campaign,Currency code,Impr.,Clicks,Cost,Conversions\n${day(3)},Old campaign,USD,"1,000",10,12.50,1\n${day(2)},Old campaign,USD,500,5,6.25,0\nTotal: Account,,,"1,500",15,18.75,1\n`;
    for (let i = 0; i < 2; i += 1) {
      const named = { platform: 'google-ads', fileName: 'report.csv' };
      const sent = await alice.upload(
        importContracts.commitImport,
        { type: 'text/csv', content: file },
        named,
      );
      const done = await until(
        () => alice.call(importContracts.import, { id: sent.id }),
        (state) => ['succeeded', 'failed'].includes(state.status),
      );
      expect([done.status, done.accepted, done.rejectedCount]).toEqual(['succeeded', 2, 0]);
    }
    const { kpis } = await alice.call(reportContracts.dashboard, { from: day(40), to: day(0) });
    expect(kpis[0]?.costMicros).toBe(28 * 90_000_001 + 18_750_000);
  });

  it('turns a recommendation into an approved change on the platforms, and tells who changed what', async () => {
    const { id } = campaign;
    const found = (await alice.call(adviceContracts.optimize, { id })).recommendations;
    const shift = found.find((r) => r.change.kind === 'shift_budget');
    expect(shift?.evidence.probabilityBetter).toBeGreaterThanOrEqual(0.9);
    const asked = { id: shift?.id ?? '', ...key() };
    const applied = await alice.call(adviceContracts.applyRecommendation, asked);
    expect(await alice.call(adviceContracts.applyRecommendation, asked)).toEqual(applied);
    expect([applied.campaign.status, applied.campaign.review?.state]).toEqual(['active', 'in_review']);
    expect(await codeOf(alice.call(reviewContracts.approve, agreedTo(applied.campaign)))).toBe(
      'APPROVAL_OWN_SUBMISSION',
    );
    await bob.call(reviewContracts.approve, agreedTo(applied.campaign));
    const begun = await alice.call(publishingContracts.publish, { id, ...key() });
    expect((await operationEnd(product.alice, begun.id)).status).toBe('succeeded');
    const now = await read(id);
    expect([now.status, now.publishedVersion]).toEqual(['active', now.version]);
    const google = now.budget.split.find((s) => s.platform === 'google-ads')?.dailyMicros ?? 0;
    expect(google).toBeGreaterThan(50_000_000);
    expect(now.budget.split.reduce((sum, s) => sum + s.dailyMicros, 0)).toBe(now.budget.dailyMicros);
    expect(JSON.stringify(sandbox.google.objects.all())).toContain(`"amountMicros":"${google}"`);
    const history = (await alice.call(historyContracts.history, { id, limit: 100 })).data;
    expect(JSON.stringify(history)).toContain('budget.split');
    expect(new Set(history.map((change) => change.actor.id)).size).toBeGreaterThanOrEqual(2);
  });

  it('pauses and resumes on both platforms', async () => {
    const { id } = campaign;
    const paused = await alice.call(publishingContracts.pause, { id, ...key() });
    expect((await operationEnd(product.alice, paused.id)).status).toBe('succeeded');
    let now = await read(id);
    expect([now.status, ...now.publications.map((p) => p.status)]).toEqual(['paused', 'paused', 'paused']);
    const resumed = await alice.call(publishingContracts.resume, { id, ...key() });
    expect((await operationEnd(product.alice, resumed.id)).status).toBe('succeeded');
    now = await read(id);
    expect(now.status).toBe('active');
  });

  it('archives a draft, which stays readable', async () => {
    const { id, version } = await create();
    expect((await alice.call(contentContracts.archive, { id, version })).status).toBe('archived');
    expect((await read(id)).status).toBe('archived');
  });

  it('answers 304 to a reader who has the present state, and not after a step that made no new version', async () => {
    const draft = await create();
    const { alice: http } = product;
    const path = `/api/campaigns/${draft.id}`;
    const first = await http.get<Campaign>(path);
    const known = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
    const again = await http.get(path, known);
    expect([again.status, again.text]).toEqual([304, '']);
    await alice.call(reviewContracts.submit, { id: draft.id });
    const after = await http.get<Campaign>(path, known);
    expect([after.status, after.body.version, after.body.status]).toEqual([200, draft.version, 'in_review']);
    const stamped = { headers: { 'if-match': after.headers.get('etag') ?? '' } };
    expect((await http.put<Campaign>(path, campaignBody({ adAccounts }), stamped)).body.version).toBe(
      draft.version + 1,
    );
  });
});
