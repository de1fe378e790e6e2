import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { importContracts } from '../../../contracts/analytics/imports.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type DirectImports, directImports } from './direct-imports.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let person: Person;

let direct: DirectImports;

beforeAll(async () => {
  stack = await startAnalytics();
  direct = directImports(stack);
});
afterAll(async () => {
  await direct.close();
  await stack.stop();
});
beforeEach(() => {
  person = stack.person('analyst');
});

const range = { from: '2026-09-01', to: '2026-09-30' };
const TITLE = 'Campaign report\n"September 1, 2026 - September 1, 2026"\n';
const HEAD = 'Day,Campaign,Campaign ID,Currency code,Impr.,Clicks,Cost,Conversions\n';
const GROUPS = 'Day,Campaign,Campaign ID,Ad group,Currency code,Impr.,Clicks,Cost,Conversions\n';
const both = `${HEAD}2026-09-01,Otter,71,USD,100,10,10.00,1.00\n2026-09-01,Heron,72,USD,50,5,5.00,0.00\n`;
const otter = '2026-09-01,Otter,71,USD,100,10,10.00,1.00\n';
const totalOf = (of: string) => `Total: ${of},--,--,USD,100,10,10.00,1.00\n`;

const upload = (text: string, params: object = {}) => direct.upload(person, text, params);
const undo = (id: string, as = person) => direct.undo(as, id);
const undone = async (id: string) => {
  await undo(id);
  return stack.call(importContracts.import, { id }, person);
};
const table = async (groupBy: ('campaign' | 'adGroup')[] = ['campaign']) => {
  const params = { ...range, groupBy, metrics: ['clicks' as const, 'costMicros' as const] };
  const { data } = await stack.call(reportContracts.performance, params, person);
  return data.map((row) => [row.adGroup ?? row.campaignName, row.clicks, Number(row.costMicros) / 1e6]);
};
const codeOf = (code: string) => expect.objectContaining({ code }) as object;

describe('a file that tells its whole account', () => {
  it('replaces what the account had on its days: a row that vanished counts no more, and that is said', async () => {
    await upload(both);
    const later = await upload(`${TITLE}${HEAD}${otter}${totalOf('Campaigns')}`);
    expect(await table()).toEqual([['Otter', 10, 10]]);
    expect(later).toMatchObject({
      status: 'succeeded',
      scope: { replaces: 'account', declared: false, from: '2026-09-01', to: '2026-09-01', vanishedRows: 1 },
      warnings: [{ code: 'ROWS_VANISHED' }],
      changes: [{ currency: 'USD', before: { costMicros: 15_000_000 }, after: { costMicros: 10_000_000 } }],
    });
  });

  it('is not taken for one when its total is of a filter, nor when its title alone names days', async () => {
    await upload(both);
    const filtered = await upload(`${TITLE}${HEAD}${otter}${totalOf('Filtered campaigns')}`);
    expect(filtered.scope).toMatchObject({ replaces: 'campaigns', vanishedRows: 0 });
    expect(filtered.scope?.note).toMatch(/replaces=account/);
    await upload(`${TITLE}${HEAD}${otter}`);
    expect(await table()).toEqual([
      ['Otter', 10, 10],
      ['Heron', 5, 5],
    ]);
  });

  it('is one when the person says so, for the days that they say', async () => {
    await upload(`${both}2026-09-02,Heron,72,USD,50,5,5.00,0.00\n`);
    const done = await upload(`${HEAD}${otter}`, {
      replaces: 'account',
      from: '2026-09-01',
      to: '2026-09-02',
    });
    expect(done.scope).toMatchObject({ declared: true, to: '2026-09-02', vanishedRows: 2 });
    expect(await table()).toEqual([['Otter', 10, 10]]);
  });

  it('leaves the campaigns of other accounts alone, and says so where nobody knows whose they are', async () => {
    const ofAccount = (account: string, campaign: string) =>
      `Day,Account name,Campaign,Currency code,Clicks,Cost\n2026-09-01,${account},${campaign},USD,1,1.00\n`;
    await upload(ofAccount('North', 'A') + '2026-09-01,North,B,USD,2,2.00\n');
    await upload(ofAccount('South', 'C'));
    await upload(ofAccount('North', 'A'), { platform: 'google-ads', replaces: 'account' });
    expect(await table()).toEqual([
      ['A', 1, 1],
      ['C', 1, 1],
    ]);
    const bare = await upload('Day,Campaign,Currency code,Clicks,Cost\n2026-09-01,D,USD,1,1.00\n', {
      replaces: 'account',
    });
    expect(bare.scope).toMatchObject({ replaces: 'campaigns' });
    expect(await table()).toHaveLength(3);
  });

  it('takes no row for vanished when it may be one that was rejected, or when its own total says that rows are missing', async () => {
    await upload(both);
    const partial = await upload(`${HEAD}${otter}2026-09-01,Heron,72,USD,50,5,unknown,0\n`, {
      replaces: 'account',
    });
    expect(partial).toMatchObject({ status: 'partial', scope: { replaces: 'rows', vanishedRows: 0 } });
    const cut = await upload(`${TITLE}${HEAD}${otter}Total: Account,--,--,USD,150,15,15.00,1.00\n`);
    expect(cut.scope).toMatchObject({ replaces: 'rows', note: expect.stringMatching(/total/) as string });
    expect(await table()).toHaveLength(2);
  });

  it('says of a campaign that it does not have that it had nothing, also where only its ad groups were told', async () => {
    await upload(`${GROUPS}2026-09-01,Heron,72,X,USD,50,5,5.00,0.00\n`);
    await upload(`${HEAD}${otter}`, { replaces: 'account' });
    expect(await table()).toEqual([['Otter', 10, 10]]);
    await upload(`${GROUPS}2026-09-01,Heron,72,X,USD,50,6,6.00,0.00\n`);
    expect(await table()).toEqual([
      ['Otter', 10, 10],
      ['Heron', 6, 6],
    ]);
  });
});

describe('a file that tells campaigns', () => {
  it('replaces what they had at its grain on the days on which it has them', async () => {
    const group = (name: string, cost: number) => `2026-09-01,Otter,71,${name},USD,50,5,${cost}.00,0\n`;
    await upload(`${GROUPS}${group('A', 4)}${group('B', 5)}2026-09-02,Otter,71,B,USD,50,5,7.00,0\n`);
    const later = await upload(`${GROUPS}${group('A', 4)}${group('C', 6)}`);
    expect(later.scope).toMatchObject({ replaces: 'campaigns', brokenDownBy: ['adGroup'], vanishedRows: 1 });
    expect(await table(['adGroup'])).toEqual([
      ['B', 5, 7],
      ['C', 5, 6],
      ['A', 5, 4],
    ]);
  });

  it('adds to what is there when the person says that it replaces its rows only', async () => {
    const group = (name: string) => `${GROUPS}2026-09-01,Otter,71,${name},USD,50,5,5.00,0\n`;
    await upload(group('A'));
    await upload(group('B'), { replaces: 'rows' });
    expect(await table()).toEqual([['Otter', 10, 10]]);
  });

  it('leaves figures that it does not tell, also of rows that it no longer has', async () => {
    await upload(both);
    await upload('Day,Campaign,Campaign ID,Currency code,Clicks\n2026-09-01,Otter,71,USD,11\n', {
      replaces: 'account',
      platform: 'google-ads',
    });
    expect(await table()).toEqual([
      ['Otter', 11, 10],
      ['Heron', 0, 5],
    ]);
  });
});

describe('of several grains of a day', () => {
  const groups = (a: number, b: number) =>
    `${GROUPS}2026-09-01,Otter,71,A,USD,80,8,${a}.00,0\n2026-09-01,Otter,71,B,USD,80,8,${b}.00,0\n`;

  it('a later whole telling counts when it tells as much, and a part of it does not', async () => {
    await upload(`${HEAD}${otter}`);
    await upload(groups(4, 5));
    expect(await table()).toEqual([['Otter', 10, 10]]);
    await upload(groups(6, 6));
    expect(await table()).toEqual([['Otter', 16, 12]]);
    await upload(`${HEAD}2026-09-01,Otter,71,USD,100,10,11.00,1.00\n`);
    expect(await table()).toEqual([['Otter', 10, 11]]);
  });

  it('a coarser telling of some figures leaves the others to the finer one', async () => {
    await upload(groups(6, 6));
    await upload('Day,Campaign,Campaign ID,Currency code,Clicks\n2026-09-01,Otter,71,USD,17\n', {
      platform: 'google-ads',
    });
    expect(await table()).toEqual([['Otter', 17, 12]]);
  });

  it('rows by API, which tell no day whole, do not displace a coarser figure, and a coarser row displaces them', async () => {
    const campaignId = stack.campaigns.add(person.organizationId);
    const send = (rows: unknown[]) => stack.call(factContracts.ingest, { rows }, person);
    await send([metricRow(campaignId, '2026-09-01')]);
    await send([
      metricRow(campaignId, '2026-09-01', { adGroup: 'A', clicks: 99, impressions: 9_999, costMicros: 9e7 }),
    ]);
    expect(await table()).toEqual([['Spring', 50, 25]]);
  });
});

describe('a preview', () => {
  it('says what would change in money and writes nothing, not even a campaign', async () => {
    await upload(both);
    const file = `${TITLE}${HEAD}${otter}2026-09-01,Crane,73,USD,1,1,2.00,0\nTotal: Account,--,--,USD,101,11,12.00,1.00\n`;
    const before = await stack.call(reportContracts.dashboard, range, person);
    const preview = await upload(file, { mode: 'preview' });
    expect(preview).toMatchObject({
      status: 'previewed',
      accepted: 2,
      scope: { replaces: 'account', vanishedRows: 1 },
      changes: [{ before: { costMicros: 15_000_000 }, after: { costMicros: 12_000_000 } }],
      undoUntil: null,
    });
    expect(await stack.call(reportContracts.dashboard, range, person)).toEqual(before);
    const admin = stack.databases.adminUrl('analytics');
    const sql = 'SELECT name FROM external_campaigns WHERE organization_id = $1 ORDER BY name';
    expect(await asAdministrator(admin, sql, [person.organizationId])).toEqual([
      { name: 'Heron' },
      { name: 'Otter' },
    ]);
    const real = await upload(file);
    expect(real.changes).toEqual(preview.changes);
    await expect(undo(preview.id)).rejects.toEqual(codeOf('IMPORT_NOT_UNDOABLE'));
  });
});

describe('an import that is taken back', () => {
  it('counts no more, and what was there before does again, row by row', async () => {
    await upload(both);
    const before = await table();
    const wrong = await upload(
      `${HEAD}2026-09-01,Otter,71,USD,900,90,90.00,1.00\n2026-09-02,Crane,73,USD,9,9,9.00,0\n`,
      { replaces: 'account' },
    );
    expect(await table()).toEqual([
      ['Otter', 90, 90],
      ['Crane', 9, 9],
    ]);
    expect(await undone(wrong.id)).toMatchObject({ status: 'undone', undoUntil: null });
    expect(await table()).toEqual(before);
    await undo(wrong.id); // again: nothing happens
    expect(await table()).toEqual(before);
  });

  it('leaves what was told since, and what another import has told again', async () => {
    const first = await upload(both);
    await upload(`${HEAD}${otter}`);
    await upload(`${HEAD}2026-09-01,Heron,72,USD,50,6,6.00,0.00\n`);
    await undone(first.id);
    expect(await table()).toEqual([
      ['Otter', 10, 10],
      ['Heron', 6, 6],
    ]);
  });

  it('leaves nothing of an import whose successor is taken back too, in either order', async () => {
    for (const isFirstFirst of [true, false]) {
      person = stack.person('analyst');
      const [first, second] = [await upload(both), await upload(both)];
      for (const { id } of isFirstFirst ? [first, second] : [second, first]) await undone(id);
      expect(await table()).toEqual([]);
    }
  });

  it('gives back which grain counts', async () => {
    await upload(`${HEAD}${otter}`);
    const groups = await upload(`${GROUPS}2026-09-01,Otter,71,A,USD,200,20,20.00,2\n`);
    expect(await table()).toEqual([['Otter', 20, 20]]);
    await undone(groups.id);
    expect(await table()).toEqual([['Otter', 10, 10]]);
  });

  it('is taken back by who may import only, within its time, and never by another organisation', async () => {
    const { id } = await upload(both);
    await expect(undo(id, stack.person('owner'))).rejects.toEqual(codeOf('IMPORT_NOT_FOUND'));
    const asked = stack.call(importContracts.undoImport, { id }, stack.person('viewer'));
    await expect(asked).rejects.toEqual(codeOf('PERMISSION_DENIED'));
    const sql = (text: string) => asAdministrator(stack.databases.adminUrl('analytics'), text, [id]);
    await sql(`UPDATE imports SET undo_until = now() - interval '1 day' WHERE id = $1`);
    await expect(undo(id)).rejects.toEqual(codeOf('IMPORT_NOT_UNDOABLE'));
    const failed = await upload('nothing');
    await expect(undo(failed.id)).rejects.toEqual(codeOf('IMPORT_NOT_UNDOABLE'));
  });
});

it('imports are listed newest first, page by page and by their state', async () => {
  const first = await upload(both, { fileName: 'first.csv' });
  const second = await upload('nothing', { fileName: 'second.csv' });
  const list = (params: object = {}) => stack.call(importContracts.imports, { limit: 20, ...params }, person);
  const { data, page } = await list({ limit: 1 });
  expect(data).toMatchObject([{ id: second.id, status: 'failed', fileName: 'second.csv' }]);
  expect(await list({ limit: 1, cursor: page.nextCursor })).toMatchObject({
    data: [{ id: first.id, accepted: 2, changes: first.changes }],
    page: { nextCursor: null },
  });
  expect((await list({ status: 'failed' })).data.map(({ id }) => id)).toEqual([second.id]);
  expect(await stack.call(importContracts.imports, { limit: 20 }, stack.person('owner'))).toMatchObject({
    data: [],
  });
});
