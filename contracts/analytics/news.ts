import { z } from 'zod';
import { contract } from '../action.ts';
import { AnyDay, Id } from '../values.ts';
import { Alert } from './alerts.ts';
import { DAYS } from './figures.ts';

/** The most campaigns and days that one change of figures names, and the most changes of one answer. */
export const NAMED_DAYS = 20;
export const NEWS_OF_ANSWER = 20;

const ChangedFigures = z
  .strictObject({
    number: z.int(),
    /** Figures changed on these days, both included; not of every campaign and day between them. */
    from: AnyDay,
    to: AnyDay,
    /** Each campaign and day; null where they are more than 20. */
    days: z.array(z.strictObject({ campaignId: Id, date: AnyDay }).meta({ description: DAYS })).nullable(),
  })
  .meta({ id: 'ChangedFigures', description: DAYS });

/** What changed after a number. Whoever reads a figure anew reads the truth; news says only that there is something to read. */
export const News = z
  .strictObject({
    /** Everything up to this number is told; to go on from. */
    last: z.int().min(0),
    /** Whether something may have happened that is told no more: read what you show anew. */
    missed: z.boolean(),
    /** Whether there is more after `last` already. */
    more: z.boolean(),
    figures: z.array(ChangedFigures),
    /** Alerts that were opened, restated, acknowledged or closed, as they are now. */
    alerts: z.array(Alert.extend({ number: z.int() }).meta({ id: 'AlertNews' })),
  })
  .meta({ id: 'News' });
export type News = z.infer<typeof News>;

export const newsContracts = {
  news: contract({
    name: 'analytics.news',
    summary: 'Figures and alerts that changed after a number; without one, the number to begin from',
    params: z.strictObject({ after: z.int().min(0).optional() }),
    result: News,
    permission: 'reports:read',
    stepUp: 'none',
    idempotent: true,
    http: {
      method: 'GET',
      path: '/api/analytics/news',
      tag: 'Analytics',
      events: '/api/analytics/events',
    },
  }),
} as const;
