import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { importContracts } from '../../../contracts/analytics/imports.ts';
import { linkContracts } from '../../../contracts/analytics/links.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let person: Person;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
  stack.platforms.down = false;
});

const range = { from: '2026-01-01', to: '2026-01-31' };
const day = '2026-01-05';
const send = async (...rows: object[]) => {
  expect(await stack.call(factContracts.ingest, { rows }, person)).toMatchObject({ rejectedCount: 0 });
};
const begin = async (text: string, params: object = {}) => {
  const { id } = await stack.call(importContracts.beginImport, params, person);
  const bytes = Buffer.from(text).toString('base64');
  await stack.call(importContracts.addImportChunk, { id, index: 0, bytes }, person);
  await stack.call(importContracts.commitImport, { id, chunks: 1 }, person);
  return id;
};
const read = (id: string) => stack.call(importContracts.import, { id }, person);
const upload = async (text: string, params: object = {}) => {
  const id = await begin(text, params);
  await expect.poll(async () => (await read(id)).status, { timeout: 10_000, interval: 20 }).toMatch(/ed$/);
  return read(id);
};
/** An export by day, campaign and id. */
const exported = (rows: string[]) =>
  ['Day,Campaign,Campaign ID,Currency code,Impr.,Clicks,Cost', ...rows].join('\n');
/** The same without ids. */
const named = (rows: string[]) => ['Day,Campaign,Currency code,Impr.,Clicks,Cost', ...rows].join('\n');
const GOOGLE = { platform: 'google-ads' };

/** Name, clicks and cost of each campaign. */
const campaigns = async () => {
  const groupBy = ['campaign' as const];
  const { data } = await stack.call(reportContracts.performance, { ...range, groupBy }, person);
  return data
    .map((row) => [row.campaignName, row.clicks, row.costMicros])
    .sort((a, b) => Number(b[1]) - Number(a[1]));
};
const idOf = async (name: string) => {
  const groupBy = ['campaign' as const];
  const { data } = await stack.call(reportContracts.performance, { ...range, groupBy }, person);
  return String(data.find((row) => row.campaignName === name)?.campaign);
};
const links = (params: object = {}) => stack.call(linkContracts.links, params, person);
const link = (campaignId: string, intoId: string) =>
  stack.call(linkContracts.link, { campaignId, intoId }, person);
const unlink = (id: string) => stack.call(linkContracts.unlink, { id }, person);
const codeOf = (code: string) => expect.objectContaining({ code }) as object;
/** The sums of facts, of campaigns' days and of days are the same. */
const expectExactRollups = async () => {
  const admin = <Row extends object>(sql: string) =>
    asAdministrator<Row>(stack.databases.adminUrl('analytics'), sql, [person.organizationId]);
  const FIGURES = 'sum(impressions)::text i, sum(clicks)::text k, sum(cost_micros)::text c';
  const [facts] = await admin(`SELECT ${FIGURES} FROM metric_facts WHERE organization_id = $1 AND grain = 0`);
  const [days] = await admin(`SELECT ${FIGURES} FROM daily_rollups WHERE organization_id = $1`);
  const [all] = await admin(`SELECT ${FIGURES} FROM organization_days WHERE organization_id = $1`);
  expect([days, all]).toEqual([facts, facts]);
};

describe('a campaign that was published here', () => {
  it("counts once: rows by API and the platform's own export restate each other", async () => {
    const campaignId = stack.campaigns.add(person.organizationId);
    stack.platforms.publish(person.organizationId, { campaignId, externalId: '77' });
    await send(metricRow(campaignId, day, { clicks: 40, costMicros: 52_000_000 }));
    await upload(exported([`${day},Spring [ab12],77,USD,1000,41,53.00`, `${day},Else,78,USD,10,1,1.00`]));
    expect(await campaigns()).toEqual([
      ['Spring', 41, 53_000_000],
      ['Else', 1, 1_000_000],
    ]);
    await send(metricRow(campaignId, day, { clicks: 42, costMicros: 54_000_000 }));
    expect((await campaigns())[0]).toEqual(['Spring', 42, 54_000_000]);
    expect(await links()).toMatchObject({ data: [] });
  });

  it('takes in what was imported before it was known to be ours', async () => {
    await upload(exported([`${day},Spring,77,USD,1000,40,52.00`, `2026-01-06,Spring,77,USD,10,3,2.00`]));
    const campaignId = stack.campaigns.add(person.organizationId);
    stack.platforms.publish(person.organizationId, { campaignId, externalId: '77' });
    await send(metricRow(campaignId, day, { clicks: 41, costMicros: 53_000_000 }));
    expect(await campaigns()).toEqual([['Spring', 44, 55_000_000]]);
    expect(await idOf('Spring')).toBe(campaignId);
    const { data } = await links({ state: 'linked' });
    expect(data).toMatchObject([{ reason: 'platform-id', linkedBy: null, into: { id: campaignId } }]);
    await expect(unlink(data[0]!.id!)).rejects.toEqual(codeOf('CAMPAIGN_LINK_CONFLICT'));
  });

  it('is not guessed at: an import waits until platforms can say which ids are ours', async () => {
    stack.platforms.down = true;
    const id = await begin(exported([`${day},Spring,77,USD,1000,40,52.00`]));
    await expect.poll(async () => (await read(id)).status).toBe('running');
    const campaignId = stack.campaigns.add(person.organizationId);
    stack.platforms.publish(person.organizationId, { campaignId, externalId: '77' });
    stack.platforms.down = false;
    await expect.poll(async () => (await read(id)).status, { timeout: 15_000 }).toBe('succeeded');
    expect(await idOf('Spring')).toBe(campaignId);
  });

  it('adds up what one report says of two campaigns of the platform that it was published as', async () => {
    const campaignId = stack.campaigns.add(person.organizationId);
    for (const externalId of ['77', '78'])
      stack.platforms.publish(person.organizationId, { campaignId, externalId });
    const both = exported([`${day},Spring [ab12],77,USD,10,4,5.00`, `${day},Spring [cd34],78,USD,10,3,2.00`]);
    await upload(both);
    await upload(both);
    expect(await campaigns()).toEqual([['Spring', 7, 7_000_000]]);
  });

  it('refuses rows in another currency, each with its reason', async () => {
    const campaignId = stack.campaigns.add(person.organizationId);
    stack.platforms.publish(person.organizationId, { campaignId, externalId: '77' });
    const done = await upload(exported([`${day},Spring,77,EUR,1000,40,52.00`]));
    expect(done).toMatchObject({ accepted: 0, rejected: [{ line: 2, code: 'CURRENCY_MISMATCH' }] });
  });

  it('is the campaign of a LinkedIn export by campaigns, which are ad groups of ours', async () => {
    const campaignId = stack.campaigns.add(person.organizationId);
    const about = {
      campaignId,
      platform: 'linkedin-ads',
      account: { externalId: '5', name: 'Acme', currency: 'USD' },
    } as const;
    stack.platforms.publish(person.organizationId, { ...about, externalId: '900' });
    stack.platforms.publish(person.organizationId, {
      ...about,
      level: 'ad-group',
      externalId: '901',
      name: 'Buyers',
    });
    const header = 'Start Date (in UTC),Campaign Name,Campaign ID,Currency,Impressions,Clicks,Total Spent';
    await upload(`${header}\n${day},Buyers [ab12],901,USD,1000,40,52.00`, { platform: 'linkedin-ads' });
    const groupBy = ['campaign' as const, 'adGroup' as const];
    const { data } = await stack.call(reportContracts.performance, { ...range, groupBy }, person);
    expect(data).toMatchObject([{ campaign: campaignId, adGroup: 'Buyers', clicks: 40 }]);
  });
});

describe('a campaign made elsewhere', () => {
  it('is one under all its names, shows the newest and is found by the old', async () => {
    await upload(exported([`${day},Otter old,71,USD,100,10,10.00`]));
    await upload(exported([`2026-01-06,Otter new,71,USD,100,10,10.00`]));
    expect(await campaigns()).toEqual([['Otter new', 20, 20_000_000]]);
    await upload(`Day,Campaign,Currency code,Clicks\n${day},Otter old,USD,11\n`, GOOGLE);
    expect(await campaigns()).toEqual([['Otter new', 21, 20_000_000]]);
    const other = stack.campaigns.add(person.organizationId, { name: 'Sea otter' });
    await link(await idOf('Otter new'), other);
    const { data } = await links({ state: 'linked', q: 'otter OLD' });
    expect(data.map(({ campaign }) => campaign.names.map(({ name }) => name).sort())).toEqual([
      ['Otter new', 'Otter old'],
    ]);
    expect(await links({ state: 'linked', q: 'Otter older' })).toMatchObject({ data: [] });
  });

  it('is another one in another account, although the names agree', async () => {
    const header = 'Day,Account name,Campaign,Currency code,Impr.,Clicks,Cost';
    await upload(`${header}\n${day},Acme North,Brand,USD,100,10,10.00`, GOOGLE);
    await upload(`${header}\n${day},Acme South,Brand,USD,200,20,20.00`, GOOGLE);
    await upload(`${header}\n${day},Acme South,Brand,USD,200,20,20.00`, GOOGLE);
    const both = [
      ['Brand', 20, 20_000_000],
      ['Brand', 10, 10_000_000],
    ];
    expect(await campaigns()).toEqual(both);
    const { data } = await links();
    expect(data).toMatchObject([
      {
        state: 'proposed',
        reason: 'name',
        campaign: { account: { name: 'Acme South' } },
        into: { account: { name: 'Acme North' } },
      },
    ]);
    const { campaign, into } = data[0]!;
    const linked = await link(campaign.id, into.id);
    expect(linked).toMatchObject({ state: 'linked', reason: 'person', linkedBy: person.userId });
    expect(await campaigns()).toEqual([both[0]]);
    expect(await links()).toMatchObject({ data: [] });
    expect(await unlink(linked.id!)).toMatchObject({ state: 'split', splitBy: person.userId });
    expect(await campaigns()).toEqual(both);
    expect(await links({ state: 'split' })).toMatchObject({ data: [{ id: linked.id }] });
  });

  it('is proposed, not taken, for a campaign of ours with its name', async () => {
    const campaignId = stack.campaigns.add(person.organizationId, { name: 'Spring' });
    await send(metricRow(campaignId, day, { clicks: 5, costMicros: 5_000_000 }));
    await upload(`Day,Campaign,Currency code,Clicks,Cost\n${day},Spring [ab12],USD,7,6.00\n`, GOOGLE);
    expect(await campaigns()).toHaveLength(2);
    const { data } = await links();
    expect(data).toMatchObject([{ into: { id: campaignId, origin: 'ours' } }]);
    await link(data[0]!.campaign.id, campaignId);
    expect(await campaigns()).toEqual([['Spring', 7, 6_000_000]]);
  });
});

describe('a link', () => {
  const two = async () => {
    await upload(named([`${day},A,USD,100,10,10.00`]), GOOGLE);
    await upload(named([`${day},B,USD,200,20,20.00`]), GOOGLE);
    return [await idOf('A'), await idOf('B')] as const;
  };

  it('counts the newest telling of each figure, and gives back what each was told', async () => {
    const [a, b] = await two();
    await upload(`Day,Campaign,Currency code,Clicks\n${day},A,USD,11\n`, GOOGLE);
    const apart = await campaigns();
    const { id } = await link(a, b);
    expect(await campaigns()).toEqual([['B', 11, 20_000_000]]);
    await upload(`Day,Campaign,Currency code,Cost\n${day},A,USD,9.00\n2026-01-07,A,USD,1.00\n`, GOOGLE);
    expect(await campaigns()).toEqual([['B', 11, 10_000_000]]);
    await expectExactRollups();
    await unlink(id!);
    expect(await campaigns()).toEqual([apart[0], ['A', 11, 10_000_000]]);
    expect(apart[0]).toEqual(['B', 20, 20_000_000]);
    await expectExactRollups();
  });

  it('is shown in reports of either campaign', async () => {
    const [a, b] = await two();
    await link(a, b);
    const report = await stack.call(reportContracts.campaign, { id: a, ...range }, person);
    expect(report).toMatchObject({ campaign: { id: b, name: 'B' }, totals: [{ clicks: 20 }] });
    const params = { ...range, groupBy: ['campaign' as const], filter: { campaignId: [a] } };
    const { data } = await stack.call(reportContracts.performance, params, person);
    expect(data).toMatchObject([{ campaign: b, clicks: 20 }]);
  });

  it('joins groups, and a split leaves the others together', async () => {
    await upload(
      named([`${day},A,USD,1,1,1.00`, `2026-01-06,B,USD,2,2,2.00`, `2026-01-07,C,USD,4,4,4.00`]),
      GOOGLE,
    );
    const [a, b, c] = [await idOf('A'), await idOf('B'), await idOf('C')];
    const first = await link(a, b);
    await link(b, c);
    expect(await campaigns()).toEqual([['C', 7, 7_000_000]]);
    await expect(link(c, a)).rejects.toEqual(codeOf('CAMPAIGN_LINK_CONFLICT'));
    await expect(link(a, c)).rejects.toEqual(codeOf('CAMPAIGN_LINK_CONFLICT'));
    await unlink(first.id!);
    expect(await campaigns()).toEqual([
      ['C', 6, 6_000_000],
      ['A', 1, 1_000_000],
    ]);
    await unlink(first.id!);
  });

  it('is refused across currencies, platforms and organisations, and from a campaign of ours', async () => {
    const [a, b] = await two();
    await upload(exported([`${day},Euro,3,EUR,100,1,1.00`]));
    await expect(link(a, await idOf('Euro'))).rejects.toEqual(codeOf('CAMPAIGN_LINK_CURRENCY'));
    const linkedInOnly = stack.campaigns.add(person.organizationId, { platforms: ['linkedin-ads'] });
    await expect(link(a, linkedInOnly)).rejects.toEqual(codeOf('CAMPAIGN_LINK_CONFLICT'));
    await expect(link(linkedInOnly, a)).rejects.toEqual(codeOf('CAMPAIGN_LINK_CONFLICT'));
    await upload(exported([`${day},First,8,USD,1,1,1.00`, `${day},Second,9,USD,1,1,1.00`]));
    await expect(link(await idOf('First'), await idOf('Second'))).rejects.toEqual(
      codeOf('CAMPAIGN_LINK_CONFLICT'),
    );
    await expect(link(a, a)).rejects.toEqual(codeOf('CAMPAIGN_LINK_CONFLICT'));
    await expect(link(a, randomUUID())).rejects.toEqual(codeOf('CAMPAIGN_NOT_FOUND'));
    const stranger = stack.person('owner');
    const mine = { campaignId: a, intoId: b };
    await expect(stack.call(linkContracts.link, mine, stranger)).rejects.toEqual(
      codeOf('CAMPAIGN_NOT_FOUND'),
    );
    const { id } = await link(a, b);
    await expect(stack.call(linkContracts.unlink, { id: id! }, stranger)).rejects.toEqual(
      codeOf('CAMPAIGN_LINK_NOT_FOUND'),
    );
    await expect(stack.call(linkContracts.link, mine, stack.person('viewer'))).rejects.toEqual(
      codeOf('PERMISSION_DENIED'),
    );
    expect(await stack.call(linkContracts.links, { state: 'linked' }, stranger)).toMatchObject({ data: [] });
  });

  it('is listed page by page', async () => {
    await upload(named([1, 2, 3, 4].map((n) => `${day},N${n},USD,1,${n},1.00`)), GOOGLE);
    const into = stack.campaigns.add(person.organizationId);
    for (const n of [1, 2, 3, 4]) await link(await idOf(`N${n}`), into);
    const first = await links({ state: 'linked', limit: 3 });
    expect(first.data.map(({ campaign }) => campaign.name)).toEqual(['N4', 'N3', 'N2']);
    const rest = await links({ state: 'linked', limit: 3, cursor: first.page.nextCursor });
    expect(rest).toMatchObject({ data: [{ campaign: { name: 'N1' } }], page: { nextCursor: null } });
  });
});
