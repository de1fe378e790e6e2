import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { addDays } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { summariesOf } from './summaries-of-facts.ts';
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

/** Days and groups that have no facts any more may be kept as nothing. */
const NOT_EMPTY: Readonly<Record<string, string>> = {
  grain_days: 'facts <> 0',
  organization_days: 'rollups <> 0',
  group_spans: 'facts <> 0',
  organization_groups: 'facts <> 0',
};
const asJson = (from: string) => `SELECT row_to_json(r)::text AS row FROM (${from}) r ORDER BY 1`;

/** What is kept, and what it must be, by table. */
async function keptAndExpected(organizationId: string): Promise<[kept: object, expected: object]> {
  const url = stack.databases.adminUrl('analytics');
  const rows = async (sql: string) =>
    (await asAdministrator<{ row: string }>(url, asJson(sql), [organizationId])).map(({ row }) => row);
  const [kept, expected]: [Record<string, string[]>, Record<string, string[]>] = [{}, {}];
  const facts = '(SELECT * FROM metric_facts WHERE organization_id = $1)';
  for (const [table, sql] of Object.entries(summariesOf(facts))) {
    expected[table] = await rows(sql);
    kept[table] = await rows(
      `SELECT * FROM ${table} WHERE organization_id = $1 AND ${NOT_EMPTY[table] ?? 'true'}`,
    );
  }
  return [kept, expected];
}

it('each summary is the sum of its facts, whatever was sent, in whichever order and currency', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.boolean(), async (batches, changesCurrency) => {
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
      const [kept, expected] = await keptAndExpected(organizationId);
      expect(kept).toEqual(expected);
    }),
    { numRuns: 10 },
  );
});
