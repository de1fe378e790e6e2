import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { addDays } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { down, up } from '../migrations/0010-flat-reports.ts';
import { keptAndExpected } from './kept-summaries.ts';
import { asLines, type ModelGroup, toldRows } from './table-model.ts';
import { type AnalyticsStack, metricRow, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());

/** A campaign is told in one currency; which one changes with what the campaign service says. */
const fact = fc.record({
  day: fc.integer({ min: 0, max: 40 }),
  campaign: fc.integer({ min: 0, max: 1 }),
  linkedin: fc.boolean(),
  grain: fc.constantFrom(
    {},
    { adGroup: 'A' },
    { adGroup: 'B' },
    { adGroup: 'A', keyword: 'k' },
    { adGroup: 'B', ad: 'a' },
    { keyword: 'k' },
    { adGroup: 'A', hour: 3 },
    { hour: 3 },
  ),
  figures: fc.record({ clicks: fc.nat(50), costMicros: fc.nat(9_000_000), impressions: fc.nat(900) }),
});
const history = fc.array(fc.array(fact, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });

const range = fc.record({
  from: fc.integer({ min: -70, max: 40 }).map((day) => addDays('2026-01-01', day)),
  days: fc.integer({ min: 0, max: 140 }),
});
const TABLES: ModelGroup[][] = [
  ['campaign'],
  ['campaign', 'date'],
  ['adGroup'],
  ['platform', 'adGroup'],
  ['campaign', 'adGroup'],
  ['adGroup', 'date'],
  ['campaign', 'adGroup', 'date'],
];

/** A table of any range tells what its facts tell, and adds up to the same by whatever it is grouped. */
async function expectTable(
  organizationId: string,
  days: { from: string; to: string },
  groupBy: ModelGroup[],
) {
  const ask = (by: ModelGroup[]) =>
    stack.call(
      reportContracts.performance,
      { ...days, groupBy: by, metrics: ['clicks', 'impressions', 'costMicros'], limit: 1_000 },
      stack.person('viewer', organizationId),
    );
  const [table, campaigns] = [await ask(groupBy), await ask(['campaign'])];
  const told = table.data.filter((row) => row['notBrokenDown'] !== true);
  expect(asLines(told, groupBy)).toEqual(await toldRows(url(), organizationId, days, groupBy));
  expect(asLines(table.totals, [])).toEqual(asLines(campaigns.totals, []));
}

const url = () => stack.databases.adminUrl('analytics');
const organizations: string[] = [];

it('each summary and table is the sum of its facts, whatever was sent, in whichever order and currency', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.boolean(), range, async (batches, changesCurrency, { from, days }) => {
      const analyst = stack.person('analyst');
      const { organizationId } = analyst;
      const campaigns = [stack.campaigns.add(organizationId), stack.campaigns.add(organizationId)];
      const send = async (facts: (typeof batches)[number], currency: string) => {
        const rows = facts.map(({ day, campaign, linkedin, grain, figures }) =>
          metricRow(campaigns[campaign] ?? '', addDays('2026-01-01', day), {
            ...grain,
            ...figures,
            currency,
            platform: linkedin ? 'linkedin-ads' : 'google-ads',
          }),
        );
        const { accepted } = await stack.call(factContracts.ingest, { rows }, analyst);
        expect(accepted).toBe(rows.length);
      };
      for (const facts of batches) await send(facts, 'USD');
      if (changesCurrency) {
        for (const id of campaigns) stack.campaigns.change(id, { currency: 'EUR' });
        await send(batches[0] ?? [], 'EUR');
      }
      const { kept, expected } = await keptAndExpected(url(), organizationId);
      expect(kept).toEqual(expected);
      organizations.push(organizationId);
      for (const groupBy of TABLES)
        await expectTable(organizationId, { from, to: addDays(from, days) }, groupBy);
    }),
    { numRuns: 10 },
  );
});

it('what a release before them has stored is given its summaries', async () => {
  await asAdministrator(url(), down);
  await asAdministrator(url(), up);
  expect(organizations.length).toBeGreaterThan(0);
  for (const organizationId of organizations.slice(-5)) {
    const { kept, expected } = await keptAndExpected(url(), organizationId);
    expect(kept).toEqual(expected);
  }
});
