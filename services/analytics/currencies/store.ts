import { v7 as uuidv7 } from 'uuid';
import type { CurrencyRate, NewRate } from '../../../contracts/analytics/currency-rates.ts';
import { AppError } from '../../../lib/errors.ts';
import { audit, type DoneBy } from '../../../storage/audit.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import { day, instant, integer, nullable, statement, text, uuid } from '../../../storage/statement.ts';
import { raiseVersion } from '../facts/store/fact-version.ts';
import { lockVersion } from '../facts/store/fact-version.ts';
import type { DayRange } from '../reports/domain/range.ts';
import type { RateOfDay } from './domain/conversion.ts';

const ROW = {
  ...{ id: uuid, day, from: text, to: text, rate: text, source: text, toldBy: uuid, toldAt: instant },
  ...{ endedAt: nullable(instant), endedBy: nullable(uuid) },
} as const;
const LIST = statement(
  `SELECT id, day, from_currency AS "from", to_currency AS "to", rate::text AS rate, source, told_by AS "toldBy",
     told_at AS "toldAt", ended_at AS "endedAt", ended_by AS "endedBy"
   FROM currency_rates
   WHERE organization_id = $1 AND ($2::text IS NULL OR from_currency = $2) AND ($3::text IS NULL OR to_currency = $3)
     AND ($4::date IS NULL OR day >= $4) AND ($5::date IS NULL OR day <= $5) AND ($6::boolean OR ended_at IS NULL)
     AND ($7::date IS NULL OR (day, id) < ($7, $8::uuid))
   ORDER BY day DESC, id DESC LIMIT $9`,
  ROW,
);

/** $2: rates as JSON. Those that say the same already are left as they are. */
const OTHER = statement(
  `SELECT n.day, n.from_currency AS "from", n.to_currency AS "to", n.rate::text AS rate, n.source, c.rate::text AS before
     FROM json_to_recordset($2::json) AS n(day date, from_currency text, to_currency text, rate numeric, source text)
     LEFT JOIN currency_rates c ON c.organization_id = $1 AND c.from_currency = n.from_currency
      AND c.to_currency = n.to_currency AND c.day = n.day AND c.ended_at IS NULL
    WHERE c.id IS NULL OR c.rate <> n.rate OR c.source <> n.source
    ORDER BY n.day, n.from_currency, n.to_currency`,
  { day, from: text, to: text, rate: text, source: text, before: nullable(text) },
);
const END = `
  UPDATE currency_rates c SET ended_by = $3, ended_at = $4
    FROM json_to_recordset($2::json) AS n(day date, from_currency text, to_currency text)
   WHERE c.organization_id = $1 AND c.from_currency = n.from_currency AND c.to_currency = n.to_currency
     AND c.day = n.day AND c.ended_at IS NULL`;
const ADD = `
  INSERT INTO currency_rates (organization_id, id, from_currency, to_currency, day, rate, source, told_by, told_at)
  SELECT $1, id, from_currency, to_currency, day, rate, source, $3::uuid, $4::timestamptz
    FROM json_to_recordset($2::json)
      AS n(id uuid, day date, from_currency text, to_currency text, rate numeric, source text)`;

/** $2: the currency to convert to; $3 … $6: both ranges; $7: how many days a rate is carried forward. */
const OF_DAYS = statement(
  `SELECT d.currency, d.date, r.rate::text AS rate, r.day, d.date - r.day AS "carriedDays", r.source
     FROM (SELECT DISTINCT currency, date FROM organization_days
            WHERE organization_id = $1 AND rollups > 0 AND currency <> $2
              AND (date BETWEEN $3 AND $4 OR date BETWEEN $5 AND $6)) d
    CROSS JOIN LATERAL (
      SELECT rate, day, source FROM currency_rates
       WHERE organization_id = $1 AND from_currency = d.currency AND to_currency = $2 AND ended_at IS NULL
         AND day BETWEEN d.date - $7::int AND d.date
       ORDER BY day DESC LIMIT 1) r
    ORDER BY d.currency, d.date`,
  { currency: text, date: day, rate: text, day, carriedDays: integer, source: text },
);

export type RateKey = Pick<NewRate, 'day' | 'from' | 'to'>;
export type RateQuestion = {
  from: string | null;
  to: string | null;
  firstDay: string | null;
  lastDay: string | null;
  withEnded: boolean;
  after: readonly [day: string, id: string] | null;
  limit: number;
};
export type CurrencyRateStore = ReturnType<typeof currencyRateStore>;

/** The rates of an organisation. A change makes a new fact version, so that no report is answered with the rates before. */
export function currencyRateStore(database: Database, carryDays: number) {
  return {
    async list(organizationId: string, question: RateQuestion): Promise<CurrencyRate[]> {
      const { from, to, firstDay, lastDay, withEnded, after, limit } = question;
      const values = [from, to, firstDay, lastDay, withEnded, after?.[0] ?? null, after?.[1] ?? null, limit];
      const rows = await database.query(LIST, [organizationId, ...values]);
      return rows.map((row) => ({
        ...row,
        toldAt: row.toldAt.toISOString(),
        endedAt: row.endedAt?.toISOString() ?? null,
      }));
    },

    /** @returns how many rates are new or other ones */
    set: (by: DoneBy, rates: readonly NewRate[]): Promise<number> =>
      database.transaction(async (tx) => {
        const version = await lockVersion(tx, by.organizationId);
        const changes = await tx.query(OTHER, [by.organizationId, recordsOf(rates)]);
        if (changes.length === 0) return 0;
        await tx.execute(END, [by.organizationId, recordsOf(changes), by.userId, by.at]);
        await tx.execute(ADD, [by.organizationId, recordsOf(changes), by.userId, by.at]);
        await record(tx, by, { action: 'currency_rates.set' }, changes);
        await raiseVersion(tx, by.organizationId, version + 1);
        return changes.length;
      }),

    /** Ends a rate. @throws AppError CURRENCY_RATE_NOT_FOUND */
    remove: (by: DoneBy, key: RateKey): Promise<void> =>
      database.transaction(async (tx) => {
        const version = await lockVersion(tx, by.organizationId);
        const ended = await tx.execute(END, [by.organizationId, recordsOf([key]), by.userId, by.at]);
        if (ended === 0) throw new AppError('CURRENCY_RATE_NOT_FOUND');
        await record(tx, by, { action: 'currency_rate.removed' }, [key]);
        await raiseVersion(tx, by.organizationId, version + 1);
      }),

    /** The rates of the days that have figures in another currency; a day without one has no rate. */
    ofDays: (
      organizationId: string,
      to: string,
      range: DayRange,
      previous: DayRange | null,
    ): Promise<RateOfDay[]> => {
      const both = [range.from, range.to, (previous ?? range).from, (previous ?? range).to];
      return database.query(OF_DAYS, [organizationId, to, ...both, carryDays]);
    },
  };
}

const recordsOf = (rates: readonly (RateKey & Partial<NewRate>)[]): string =>
  JSON.stringify(
    rates.map(({ from, to, ...rate }) => ({ ...rate, id: uuidv7(), from_currency: from, to_currency: to })),
  );

/** How many changed rates the trail names; the history of rates has all of them. */
const NAMED = 20;

async function record(
  tx: Tx,
  by: DoneBy,
  what: { action: string },
  changes: readonly object[],
): Promise<void> {
  const subject = { kind: 'organization', id: by.organizationId };
  const detail = { count: changes.length, first: changes.slice(0, NAMED) };
  await audit(tx, { organizationId: by.organizationId, actor: by.actor, ...what, subject, detail });
}
