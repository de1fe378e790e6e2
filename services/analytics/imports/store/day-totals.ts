import type { ImportChange } from '../../../../contracts/analytics/imports.ts';
import type { Tx } from '../../../../storage/database.ts';
import { statement, text } from '../../../../storage/statement.ts';
import { addSums, NO_SUMS, type Sums, toFigures } from '../../reports/domain/sums.ts';
import { sumTexts, toSums } from '../../reports/store/sum-texts.ts';

const TOTALS = statement(
  `SELECT currency, sum(impressions)::text AS impressions, sum(clicks)::text AS clicks, sum(cost_micros)::text AS "costMicros",
          sum(conversions_micros)::text AS "conversionsMicros", sum(value_micros)::text AS "valueMicros"
     FROM json_to_recordset($2::json) AS d(date date) CROSS JOIN LATERAL (
       SELECT * FROM organization_days o WHERE o.organization_id = $1 AND o.date = d.date AND o.rollups > 0 OFFSET 0) o
    GROUP BY currency ORDER BY currency`,
  { currency: text, ...sumTexts },
);

export type DayTotals = ReadonlyMap<string, Sums>;

/** The organisation's totals of some days, by currency. */
export async function totalsOfDays(
  tx: Tx,
  organizationId: string,
  days: Iterable<string>,
): Promise<DayTotals> {
  const records = [...new Set(days)].map((date) => ({ date }));
  const rows = await tx.query(TOTALS, [organizationId, JSON.stringify(records)]);
  return new Map(rows.map((row) => [row.currency, toSums(row)]));
}

const NOTED = statement(
  `SELECT currency, sum(impressions)::text AS impressions, sum(clicks)::text AS clicks, sum(cost_micros)::text AS "costMicros",
          sum(conversions_micros)::text AS "conversionsMicros", sum(value_micros)::text AS "valueMicros"
     FROM organization_day_moves WHERE organization_id = $1 GROUP BY currency ORDER BY currency`,
  { currency: text, ...sumTexts },
);

/** The totals, by currency, with what the transaction of a long writing changes of them; what others change meanwhile is not in there. */
export async function withOwnChanges(tx: Tx, organizationId: string, before: DayTotals): Promise<DayTotals> {
  const after = new Map(before);
  for (const row of await tx.query(NOTED, [organizationId]))
    after.set(row.currency, addSums(before.get(row.currency) ?? NO_SUMS, toSums(row)));
  return after;
}

/** What a change made of the totals, a currency each. */
export function changesOf(before: DayTotals, after: DayTotals): ImportChange[] {
  const currencies = [...new Set([...before.keys(), ...after.keys()])].sort();
  return currencies.map((currency) => ({
    currency,
    before: toFigures(before.get(currency) ?? NO_SUMS),
    after: toFigures(after.get(currency) ?? NO_SUMS),
  }));
}
