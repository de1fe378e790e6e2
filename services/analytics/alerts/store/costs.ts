import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import { day, nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import type { Known } from '../domain/find.ts';

/** Each campaign by itself: one descent of the index for each, also where statistics do not know the organisation. */
const ASKED = `json_to_recordset($2::json) AS c(campaign_id uuid, since date, currency text)`;

const COSTS = statement(
  `SELECT c.campaign_id AS "campaignId", r.date, r.platform, r.currency, r.cost_micros::text AS "costMicros"
     FROM ${ASKED} CROSS JOIN LATERAL (
       SELECT date, platform, currency, cost_micros FROM daily_rollups
        WHERE organization_id = $1 AND campaign_id = c.campaign_id AND date >= c.since OFFSET 0) r
    ORDER BY c.campaign_id, r.date`,
  { campaignId: uuid, date: day, platform: oneOf(PLATFORMS), currency: text, costMicros: text },
);

const LAST_DAYS = statement(
  `SELECT c.campaign_id AS "campaignId", (
       SELECT r.date FROM daily_rollups r
        WHERE r.organization_id = $1 AND r.campaign_id = c.campaign_id ORDER BY r.date DESC LIMIT 1) AS "lastDay"
     FROM ${ASKED}`,
  { campaignId: uuid, lastDay: nullable(day) },
);

/** A campaign whose figures are asked for, from a day on; its currency is that of its budget. */
export type Asked = { campaignId: string; since: string; currency: string };
export type CostStore = ReturnType<typeof costStore>;

/** What campaigns cost by day and platform, from the roll-ups. */
export function costStore(database: Database) {
  return {
    /** What is known of each campaign, by id. */
    async known(organizationId: string, asked: readonly Asked[]): Promise<ReadonlyMap<string, Known>> {
      const campaigns = JSON.stringify(
        asked.map(({ campaignId, since, currency }) => ({ campaign_id: campaignId, since, currency })),
      );
      const [costs, lastDays] = await Promise.all([
        database.query(COSTS, [organizationId, campaigns]),
        database.query(LAST_DAYS, [organizationId, campaigns]),
      ]);
      const currencies = new Map(asked.map(({ campaignId, currency }) => [campaignId, currency]));
      const known = new Map(
        lastDays.map(({ campaignId, lastDay }) => [
          campaignId,
          { costs: [] as Known['costs'][number][], lastDay, otherCurrency: false },
        ]),
      );
      for (const { campaignId, currency, costMicros, ...cost } of costs) {
        const one = known.get(campaignId);
        if (!one) continue;
        if (currency === currencies.get(campaignId))
          one.costs.push({ ...cost, costMicros: BigInt(costMicros) });
        else one.otherCurrency = true;
      }
      return known;
    },
  };
}
