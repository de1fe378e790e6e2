import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { factContracts } from '../contracts/analytics/facts.ts';
import { importContracts } from '../contracts/analytics/imports.ts';
import { reportContracts } from '../contracts/analytics/reports.ts';
import { searchTermContracts } from '../contracts/analytics/search-terms.ts';
import { changeContracts } from '../contracts/analytics/changes.ts';
import { publishingContracts } from '../contracts/campaign/publishing.ts';
import { figuresContracts, type AccountSync } from '../contracts/platforms/figures.ts';
import { PLATFORMS, type Platform } from '../contracts/values.ts';
import { addDays, dayOf } from '../lib/time.ts';
import { startCampaign, type CampaignStack, type Team } from '../services/campaign/tests/campaign-stack.ts';

let stack: CampaignStack;
let team: Team;
let campaignId = '';
const yesterday = addDays(dayOf(new Date()), -1);
const range = { from: addDays(yesterday, -6), to: yesterday };

beforeAll(async () => {
  stack = await startCampaign(['analytics'], {
    PLATFORM_FIGURES_QUICK_MS: '100',
    PLATFORM_FIGURES_RESTATED_MS: '1000',
  });
  team = await stack.team();
  campaignId = (await stack.live(team)).id;
}, 60_000);
afterAll(() => stack.stop());

const vendorOf = (platform: Platform) => (platform === 'google-ads' ? stack.google : stack.linkedIn);
/** What the platforms call our campaign, and something further down. */
const KINDS = {
  'google-ads': { campaign: 'campaign', leaf: 'adGroupCriterion' },
  'linkedin-ads': { campaign: 'campaignGroup', leaf: 'creative' },
} as const;
const URNS: Record<string, string> = {
  campaignGroup: 'urn:li:sponsoredCampaignGroup:',
  creative: 'urn:li:sponsoredCreative:',
};
/** The names of the objects of a kind, as the platform writes them. */
function namesOf(platform: Platform, kind: string): string[] {
  const objects = vendorOf(platform)
    .objects.all()
    .filter((object) => object.kind === kind && (kind !== 'adGroupCriterion' || 'keyword' in object.fields));
  return objects.map(({ id, fields }) =>
    platform === 'google-ads' ? String(fields['resourceName']) : `${URNS[kind] ?? ''}${id}`,
  );
}
/** The platform measured this of one thing on a day. */
async function measured(platform: Platform, object: string, figures: object, date = yesterday) {
  const body = JSON.stringify({ object, date, ...figures });
  const { status } = await fetch(`${vendorOf(platform).url}/_simulator/figures`, { method: 'POST', body });
  expect(status).toBe(201);
}
const analyst = () => stack.person('manager', team.owner.organizationId);
const syncOf = (platform: Platform): Promise<AccountSync> =>
  stack.call(figuresContracts.sync, { id: team.adAccounts[platform] }, team.owner);
/** Reads an account now and waits until that has ended. */
async function synced(platform: Platform, state: AccountSync['state'] = 'current'): Promise<AccountSync> {
  const asked = Date.now();
  await stack.call(figuresContracts.syncNow, { id: team.adAccounts[platform] }, analyst());
  return vi.waitFor(
    async () => {
      const sync = await syncOf(platform);
      expect(sync).toMatchObject({ state });
      if (state === 'current') expect(Date.parse(sync.toldUntil ?? '')).toBeGreaterThanOrEqual(asked);
      return sync;
    },
    { timeout: 20_000, interval: 100 },
  );
}
const table = async (params: object = {}) =>
  (await stack.call(reportContracts.performance, { ...range, ...params }, team.owner)).data;
const rowOf = async (platform: Platform) =>
  (await table({ groupBy: ['campaign', 'platform'] })).find(
    (row) => row['campaign'] === campaignId && row['platform'] === platform,
  );

describe.each(PLATFORMS)('the figures of an ad account on %s', (platform) => {
  it('are read without anybody asking, under the campaign that was made here, and beside the platform’s own file count once', async () => {
    const [leaf = ''] = namesOf(platform, KINDS[platform].leaf);
    await measured(platform, leaf, { impressions: 900, clicks: 30, costMicros: 45_500_000, conversions: 2 });
    const sync = await synced(platform);
    expect(sync).toMatchObject({ error: null });
    expect(sync.imports.map(({ level }) => level)).toContain('campaign');
    const told = { impressions: 900, clicks: 30, costMicros: 45_500_000, conversions: 2, currency: 'USD' };
    expect(await rowOf(platform)).toMatchObject(told);

    const groups = await table({ groupBy: ['campaign', 'platform', 'adGroup'] });
    const own = groups.filter((row) => row['campaign'] === campaignId && row['platform'] === platform);
    expect(own.reduce((sum, row) => sum + Number(row['clicks']), 0)).toBe(30);

    const file = await stack.call(importContracts.import, { id: sync.imports[0]!.importId }, analyst());
    expect(file).toMatchObject({ status: 'succeeded', rejectedCount: 0 });
    await synced(platform);
    expect(await rowOf(platform)).toMatchObject(told);
  });

  it('are restated: what the platform says later of the same day takes the place of what it said', async () => {
    const [leaf = ''] = namesOf(platform, KINDS[platform].leaf);
    await measured(platform, leaf, { impressions: 900, clicks: 29, costMicros: 44_000_000, conversions: 5 });
    await synced(platform);
    expect(await rowOf(platform)).toMatchObject({ clicks: 29, costMicros: 44_000_000, conversions: 5 });
  });

  it('that cannot be read are told to be failing, what was told before stands with its time, and the next reading mends it', async () => {
    const before = await syncOf(platform);
    vendorOf(platform).faults.arm({ kind: '500-before', times: 99, match: { call: 'read' } });
    const failing = await synced(platform, 'failing');
    expect(failing).toMatchObject({ toldUntil: before.toldUntil, imports: before.imports });
    expect(failing.error?.message).toMatch(/500|did not|error/i);
    vendorOf(platform).faults.clear();
    expect((await synced(platform)).error).toBeNull();
  });

  it('that had figures and in which nothing is measured any more has none, at no level', async () => {
    expect(await rowOf(platform)).toMatchObject({ clicks: 29 });
    for (const leaf of namesOf(platform, KINDS[platform].leaf))
      for (const day of [yesterday, addDays(yesterday, 1)])
        await measured(platform, leaf, { impressions: 0, clicks: 0, costMicros: 0 }, day);
    const { imports } = await synced(platform);
    expect(await rowOf(platform)).toBeUndefined();
    const groups = await table({ groupBy: ['campaign', 'platform', 'adGroup'] });
    expect(groups.filter((row) => row['platform'] === platform && row['clicks'] !== 0)).toEqual([]);
    for (const { importId } of imports)
      expect(await stack.call(importContracts.import, { id: importId }, analyst())).toMatchObject({
        status: 'succeeded',
        rows: 0,
        scope: { replaces: 'account', from: addDays(yesterday, -28) },
      });

    const [leaf = ''] = namesOf(platform, KINDS[platform].leaf);
    await measured(platform, leaf, { impressions: 900, clicks: 29, costMicros: 44_000_000, conversions: 5 });
    await synced(platform);
    expect(await rowOf(platform)).toMatchObject({ clicks: 29, costMicros: 44_000_000, conversions: 5 });
  });
});

describe('reading figures', () => {
  it('waits behind a pause of the account, until that is proved', async () => {
    const { faults, requests } = stack.google;
    const reports = () => requests.filter(({ body }) => body.includes('metrics.')).length;
    faults.arm({ kind: 'half-open', times: 2, match: { call: 'write' } });
    const params = { id: campaignId, idempotencyKey: crypto.randomUUID() };
    const pausing = await stack.call(publishingContracts.pause, params, team.owner);
    const before = reports();
    await stack.call(figuresContracts.syncNow, { id: team.adAccounts['google-ads'] }, analyst());
    const during: number[] = [];
    const watch = setInterval(() => during.push(reports()), 20);
    expect(await stack.ended(pausing, team)).toMatchObject({ status: 'succeeded' });
    clearInterval(watch);
    expect(during.length).toBeGreaterThan(20);
    expect(Math.max(...during.slice(0, -5))).toBe(before);
    await vi.waitFor(() => expect(reports()).toBeGreaterThan(before), { timeout: 10_000 });
  });

  it('is asked for by nobody who may not write figures, and shows no account of another organisation', async () => {
    const id = team.adAccounts['google-ads'];
    const viewer = stack.person('viewer', team.owner.organizationId);
    await expect(stack.call(figuresContracts.syncNow, { id }, viewer)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    const stranger = stack.person('owner');
    for (const contract of [figuresContracts.sync, figuresContracts.syncNow])
      await expect(stack.call(contract, { id }, stranger)).rejects.toMatchObject({
        code: 'AD_ACCOUNT_NOT_FOUND',
      });
  });

  it('has the last word on its account: what somebody posted of it for a day that the platform tells counts until then', async () => {
    const before = await rowOf('google-ads');
    const row = {
      campaignId,
      platform: 'google-ads',
      date: addDays(yesterday, -5),
      impressions: 10,
      clicks: 1,
      costMicros: 1_000_000,
      currency: 'USD',
    };
    await stack.call(factContracts.ingest, { rows: [row] }, analyst());
    expect(await rowOf('google-ads')).toMatchObject({ clicks: Number(before?.['clicks']) + 1 });
    await synced('google-ads');
    expect(await rowOf('google-ads')).toEqual(before);
  });
});

describe('changes in an ad account', () => {
  const ask = (params: object = {}, as = team.owner) => stack.call(changeContracts.changes, params, as);
  const told = () => new Date(Date.now() - 200_000);

  it('that a person made on the platform are known, with what changed; what was published here is not told twice', async () => {
    const [campaign = ''] = namesOf('google-ads', 'campaign');
    const edit = { object: campaign, set: { name: 'Renamed by hand' }, person: 'someone@example.com' };
    const { status } = await fetch(`${stack.google.url}/_simulator/edit`, {
      method: 'POST',
      body: JSON.stringify(edit),
    });
    expect(status).toBeLessThan(300);
    await synced('google-ads');
    const { data, known, unknown } = await ask({ campaignId });
    expect(data).toMatchObject([
      {
        ...{ platform: 'google-ads', kind: 'campaign', operation: 'update', fields: ['name'] },
        ...{ client: 'google-ads-web-client', isOwn: false, campaignId },
      },
    ]);
    expect(unknown.join(' ')).toMatch(/LinkedIn Ads does not tell/);
    const period = known.find(({ accountId }) => accountId === '1234567890')?.periods ?? [];
    expect(period).toHaveLength(1);
    expect(Date.parse(period[0]?.until ?? '')).toBeGreaterThan(told().getTime());

    const all = await ask({ campaignId, by: 'all' });
    expect(all.data.filter(({ isOwn }) => isOwn).length).toBeGreaterThan(3);
    expect(all.data.filter(({ isOwn }) => !isOwn)).toEqual(data);
    const first = await ask({ campaignId, by: 'all', limit: 2 });
    const second = await ask({ campaignId, by: 'all', limit: 2, cursor: first.page.nextCursor ?? '' });
    expect([...first.data, ...second.data]).toEqual(all.data.slice(0, 4));
    expect(await ask({}, stack.person('owner'))).toMatchObject({ data: [], known: [] });
  });
});

describe('search terms', () => {
  const ask = (params: object = {}, as = team.owner) =>
    stack.call(searchTermContracts.searchTerms, { ...range, ...params }, as);

  it('are read with the figures, by the keyword that they reached, and what they leave out of the campaigns is said', async () => {
    const [keyword = ''] = namesOf('google-ads', 'adGroupCriterion');
    await measured('google-ads', keyword, {
      impressions: 900,
      clicks: 29,
      costMicros: 44_000_000,
      conversions: 5,
    });
    await synced('google-ads');
    const answer = await ask({ filter: { campaignId: [campaignId] } });
    expect(answer).toMatchObject({
      known: expect.arrayContaining([
        expect.objectContaining({ platform: 'google-ads', from: addDays(yesterday, -88) }),
      ]) as object[],
      unknown: [
        expect.stringMatching(/Google Ads leaves out/),
        'LinkedIn Ads has no search terms.',
      ] as string[],
    });
    const [first] = answer.data;
    expect(first).toMatchObject({
      campaign: campaignId,
      keywordId: keyword.split('~').at(-1),
      currency: 'USD',
    });
    expect(answer.data.map((row) => [row['status'], row['matchType']])).toContainEqual(['added', 'exact']);
    const sum = (name: string) => answer.data.reduce((all, row) => all + Number(row[name]), 0);
    expect(answer.totals).toMatchObject([{ clicks: sum('clicks'), costMicros: sum('costMicros') }]);
    const [covered] = answer.coverage;
    expect(covered).toMatchObject({
      campaigns: { clicks: 29, costMicros: 44_000_000 },
      terms: { clicks: sum('clicks') },
      notTold: { clicks: 29 - sum('clicks') },
    });
    expect(covered?.notTold.clicks).toBeGreaterThan(0);
  });

  it('are found, filtered and sorted, page by page of one telling', async () => {
    const all = await ask({ sort: '-clicks' });
    expect(all.rows).toBe(all.data.length);
    expect(all.rows).toBeGreaterThan(2);
    const one = await ask({ sort: '-clicks', limit: 1 });
    const cursor = one.page.nextCursor ?? '';
    const two = await ask({ sort: '-clicks', limit: 1, cursor });
    expect([...one.data, ...two.data]).toEqual(all.data.slice(0, 2));
    expect(
      (await ask({ filter: { search: 'NEAR ME' } })).data.map((row) => String(row['searchTerm'])),
    ).toEqual(all.data.map((row) => String(row['searchTerm'])).filter((term) => term.includes('near me')));
    const added = await ask({ filter: { status: ['added'], matchType: ['exact'] }, min: ['clicks:1'] });
    expect(added.rows).toBeGreaterThan(0);
    for (const row of added.data) expect(row).toMatchObject({ status: 'added', matchType: 'exact' });
    await expect(ask({ sort: 'colour' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect((await ask({}, stack.person('owner'))).data).toEqual([]);
  });

  it('that the platform tells no more are gone, and pages of before are not mixed with them', async () => {
    const [keyword = ''] = namesOf('google-ads', 'adGroupCriterion');
    const { page } = await ask({ limit: 1 });
    await measured('google-ads', keyword, { impressions: 0, clicks: 0, costMicros: 0 });
    await synced('google-ads');
    expect((await ask()).data).toEqual([]);
    await expect(ask({ limit: 1, cursor: page.nextCursor ?? '' })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
    });
  });
});
