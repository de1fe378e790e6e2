import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deletionContracts } from '../../../contracts/analytics/deletions.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { importContracts } from '../../../contracts/analytics/imports.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';
import { type DirectImports, directImports } from './direct-imports.ts';

let stack: AnalyticsStack;
let direct: DirectImports;
let person: Person;
let campaignId: string;

beforeAll(async () => {
  stack = await startAnalytics();
  direct = directImports(stack);
});
afterAll(async () => {
  await direct.close();
  await stack.stop();
});
const send = (rows: unknown[]) => stack.call(factContracts.ingest, { rows }, person);
beforeEach(async () => {
  person = stack.person('analyst');
  campaignId = stack.campaigns.add(person.organizationId);
  await send([
    metricRow(campaignId, '2026-09-01'),
    metricRow(campaignId, '2026-09-02'),
    metricRow(campaignId, '2026-09-02', { platform: 'linkedin-ads' }),
    metricRow(campaignId, '2026-09-02', { adGroup: 'A', clicks: 1 }),
  ]);
});

const range = { from: '2026-09-01', to: '2026-09-30' };
const clicks = async () => {
  const { totals } = await stack.call(reportContracts.campaign, { id: campaignId, ...range }, person);
  return totals[0]?.clicks ?? 0;
};
const scope = {
  platform: 'google-ads' as const,
  campaignIds: null,
  range: { from: '2026-09-02', to: '2026-09-02' },
};

it('deletes what is in the scope, at every grain, and nothing else; it says how much money that moved', async () => {
  const preview = await direct.delete(person, scope, true);
  expect(preview).toMatchObject({
    kind: 'deletion',
    status: 'previewed',
    scope: { vanishedRows: 2 },
    undoUntil: null,
  });
  expect(await clicks()).toBe(150);
  const done = await direct.delete(person, scope);
  expect(done).toMatchObject({
    status: 'succeeded',
    platform: 'google-ads',
    scope: { from: '2026-09-02', to: '2026-09-02', brokenDownBy: ['adGroup'] },
    changes: [{ currency: 'USD', before: { costMicros: 50_000_000 }, after: { costMicros: 25_000_000 } }],
  });
  expect(done.changes).toEqual(preview.changes);
  expect(await clicks()).toBe(100);
  const params = { ...range, groupBy: ['adGroup' as const], metrics: ['clicks' as const] };
  const { data } = await stack.call(reportContracts.performance, params, person);
  expect(data.filter(({ adGroup }) => adGroup === 'A')).toEqual([]);
});

it('what was deleted is given back on wish, and what is told later counts', async () => {
  const { id } = await direct.delete(person, scope);
  await send([metricRow(campaignId, '2026-09-02', { clicks: 7 })]);
  expect(await clicks()).toBe(107);
  await direct.undo(person, id);
  expect(await clicks()).toBe(107);
  const again = await direct.delete(person, scope);
  await direct.undo(person, again.id);
  expect(await clicks()).toBe(107);
});

it('deletes nothing of another organisation, and none of campaigns that the organisation does not have', async () => {
  const stranger = stack.person('owner');
  await direct.delete(stranger, { ...scope, platform: null });
  await expect(direct.delete(stranger, { ...scope, campaignIds: [campaignId] })).rejects.toMatchObject({
    code: 'CAMPAIGN_NOT_FOUND',
  });
  expect(await clicks()).toBe(150);
});

it('is asked for by administrators who confirm it, and stands in the trail', async () => {
  const params = { from: '2026-09-02', to: '2026-09-02', mode: 'preview' as const };
  const ask = (as: Person) => stack.call(deletionContracts.deleteFigures, params, as);
  await expect(ask(stack.person('manager'))).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(deletionContracts.deleteFigures.stepUp).toBe('figures');
  expect(await ask(stack.person('owner'))).toMatchObject({ kind: 'deletion', status: 'pending' });
  expect(await clicks()).toBe(150);
  const { id } = await direct.delete(person, scope);
  const trail = await asAdministrator(
    stack.databases.adminUrl('analytics'),
    `SELECT action, actor_id, detail->>'from' AS "from", detail->>'platform' AS platform FROM audit_events WHERE subject_id = $1`,
    [id],
  );
  expect(trail).toEqual([
    {
      action: 'figures.deletion_requested',
      actor_id: person.userId,
      from: '2026-09-02',
      platform: 'google-ads',
    },
  ]);
  const { data } = await stack.call(importContracts.imports, { limit: 20 }, person);
  expect(data).toMatchObject([{ id, kind: 'deletion' }]);
});
