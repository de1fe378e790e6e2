import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asOfContracts } from '../../../contracts/analytics/as-of.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let person: Person;
let campaignId: string;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
  campaignId = stack.campaigns.add(person.organizationId);
});

const range = { from: '2026-09-01', to: '2026-09-30' };
const send = (change: object, date = '2026-09-01') =>
  stack.call(factContracts.ingest, { rows: [metricRow(campaignId, date, change)] }, person);
/** An instant after what has been sent, and before what is sent next. */
async function now(): Promise<string> {
  await sleep(2);
  return new Date().toISOString();
}
type Params = Partial<z.input<typeof asOfContracts.asOf.params>>;
const asOf = (at: string, params: Params = {}, as: Person = person) =>
  stack.call(asOfContracts.asOf, { ...asOfContracts.asOf.params.parse({ at, ...range, ...params }) }, as);

it('shows a report as it stood, beside what it says now, and what of it has changed', async () => {
  await send({ clicks: 10 });
  await send({ clicks: 5 }, '2026-09-02');
  const first = await now();
  await send({ clicks: 12 });
  await send({ clicks: 3, platform: 'linkedin-ads' });
  const total = await asOf(first);
  expect(total).toMatchObject({ at: first, range });
  expect(total.data).toMatchObject([
    { campaign: null, currency: 'USD', then: { clicks: 15 }, now: { clicks: 20 } },
  ]);
  const { data } = await asOf(first, { groupBy: ['campaign', 'platform', 'date'], changed: 'only' });
  expect(data).toMatchObject([
    {
      ...{ campaign: campaignId, campaignName: 'Spring', platform: 'google-ads', date: '2026-09-01' },
      ...{ then: { clicks: 10, costMicros: 25_000_000 }, now: { clicks: 12 } },
    },
    { platform: 'linkedin-ads', then: { clicks: 0, costMicros: 0 }, now: { clicks: 3 } },
  ]);
  expect((await asOf(await now(), { changed: 'only' })).data).toEqual([]);
});

it('shows one campaign, and none of another organisation', async () => {
  await send({ clicks: 10 });
  const at = await now();
  expect((await asOf(at, { campaignId })).data).toHaveLength(1);
  const stranger = stack.person('owner');
  await expect(asOf(at, { campaignId }, stranger)).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
  expect((await asOf(at, {}, stranger)).data).toEqual([]);
});

it('says that it does not know what was shown before revisions were kept, and what will be', async () => {
  await send({ clicks: 10 });
  const later = new Date(Date.now() + 60_000).toISOString();
  await expect(asOf(later)).rejects.toMatchObject({ code: 'REPORT_NOT_KEPT' });
  const sql = 'UPDATE fact_versions SET revised_since = now() WHERE organization_id = $1';
  await asAdministrator(stack.databases.adminUrl('analytics'), sql, [person.organizationId]);
  await expect(asOf('2026-09-01T00:00:00.000Z')).rejects.toMatchObject({ code: 'REPORT_NOT_KEPT' });
  expect((await asOf(await now())).data).toHaveLength(1);
});
