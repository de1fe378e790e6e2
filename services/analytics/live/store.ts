import { z } from 'zod';
import { NEWS_OF_ANSWER, type News } from '../../../contracts/analytics/news.ts';
import { AnyDay, Id } from '../../../contracts/values.ts';
import type { Database } from '../../../storage/database.ts';
import { day, integer, json, nullable, statement } from '../../../storage/statement.ts';
import type { AlertStore } from '../alerts/store/alerts.ts';
import { cutNews } from './domain/cut-news.ts';

const NUMBERS = statement(`SELECT number, forgotten FROM news_numbers WHERE organization_id = $1`, {
  number: integer,
  forgotten: integer,
});
const FIGURES = statement(
  `SELECT number, first_day AS "from", last_day AS "to", campaign_days AS days FROM figure_news
   WHERE organization_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
  { number: integer, from: day, to: day, days: nullable(json) },
);
/** PostgreSQL writes them (migration 0018). */
const CampaignDays = z.array(z.strictObject({ campaignId: Id, date: AnyDay })).nullable();

export type NewsStore = ReturnType<typeof newsStore>;

/** What changed of an organisation's figures and alerts, in the order of its numbers. */
export function newsStore(database: Database, alerts: AlertStore) {
  return {
    async after(organizationId: string, after: number | undefined): Promise<News> {
      const [{ number, forgotten } = { number: 0, forgotten: 0 }] = await database.query(NUMBERS, [
        organizationId,
      ]);
      const nothing = { last: number, more: false, figures: [], alerts: [] };
      if (after === undefined || after === number) return { ...nothing, missed: false };
      // a number that was never given comes from another database: a copy, or one that was put back
      if (after < forgotten || after > number) return { ...nothing, missed: true };
      const [figures, changed] = await Promise.all([
        database.query(FIGURES, [organizationId, after, NEWS_OF_ANSWER]),
        alerts.changedAfter(database.query, organizationId, after, NEWS_OF_ANSWER),
      ]);
      return cutNews(
        number,
        figures.map((row) => ({ ...row, days: CampaignDays.parse(row.days) })),
        changed.map((one) => ({ ...one.alert, number: one.number })),
        NEWS_OF_ANSWER,
      );
    },
  };
}
