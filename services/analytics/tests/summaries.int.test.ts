import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { addDays } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
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
  grain: fc.constantFrom({}, { adGroup: 'A' }, { adGroup: 'B' }, { adGroup: 'A', keyword: 'k' }, { hour: 3 }),
  figures: fc.record({ clicks: fc.nat(50), costMicros: fc.nat(9_000_000), impressions: fc.nat(900) }),
});
const history = fc.array(fc.array(fact, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });

const SUMS = `sum(impressions)::text AS impressions, sum(clicks)::text AS clicks, sum(cost_micros)::text AS cost`;
/** From the facts themselves: of each campaign, platform and day those of the coarsest grain. */
const EXPECTED = `
  SELECT span::int, (date - (date - '1970-01-01'::date) % span)::text AS first_day, max(date)::text AS last_day, campaign_id,
         platform, currency, ${SUMS}
    FROM (SELECT *, min(grain) OVER (PARTITION BY campaign_id, platform, date) AS coarsest FROM metric_facts
           WHERE organization_id = $1) f
   CROSS JOIN (VALUES (4), (16)) s (span)
   WHERE grain = coarsest GROUP BY 1, 2, 4, 5, 6 ORDER BY 1, 2, 4, 5, 6`;
const KEPT = `
  SELECT span::int, first_day::text, last_day::text, campaign_id, platform, currency, impressions::text, clicks::text,
         cost_micros::text AS cost
    FROM campaign_spans WHERE organization_id = $1 ORDER BY 1, 2, 4, 5, 6`;

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
      const url = stack.databases.adminUrl('analytics');
      const kept = await asAdministrator(url, KEPT, [organizationId]);
      expect(kept.length).toBeGreaterThan(0);
      expect(kept).toEqual(await asAdministrator(url, EXPECTED, [organizationId]));
    }),
    { numRuns: 10 },
  );
});
