import { z } from 'zod';
import { Done, Nothing, contract } from '../action.ts';
import { AnyDay, Currency, Cursor, Id, Instant, Limit, Platform, Sum, line, pageOf } from '../values.ts';
import { DAYS, MONEY } from './figures.ts';

/**
 * `…_AHEAD`, `…_BEHIND`, `…_NEARLY_USED`: of the month or the flight. `…_OVER_DELIVERED`: more than the platform says to take at the
 * most. `SPEND_…`: a day unlike the days before. `FIGURES_OLD`: nothing is known since, which is not a spend of 0.
 */
export const ALERT_CODES = [
  'BUDGET_AHEAD',
  'BUDGET_BEHIND',
  'BUDGET_NEARLY_USED',
  'DAY_OVER_DELIVERED',
  'MONTH_OVER_DELIVERED',
  'SPEND_JUMPED',
  'SPEND_STOPPED',
  'FIGURES_OLD',
] as const;
export type AlertCode = (typeof ALERT_CODES)[number];

export const ALERT_STATES = ['open', 'acknowledged', 'closed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What was done to the campaign just before the days of an alert, as its history tells it. It need not be the cause. */
const RecentChange = z.strictObject({
  at: Instant,
  actor: z.strictObject({ kind: z.enum(['user', 'service']), id: z.string() }),
  action: z.string(),
  /** The paths of the fields that changed. */
  fields: z.array(z.string()).max(20),
});
export type RecentChange = z.infer<typeof RecentChange>;

/** What a rule found. */
export const AlertBody = z.strictObject({
  code: z.enum(ALERT_CODES),
  severity: z.enum(['info', 'warning']),
  /** Null where it is about all platforms of the campaign. */
  platform: Platform.nullable(),
  currency: Currency,
  /** The days that it is about, both included. */
  from: AnyDay,
  to: AnyDay,
  /** What is known to be spent on these days, the least that it can be; null: not known, which is not 0. */
  spentMicros: Sum.nullable(),
  /** What it is compared with: the plan or the budget, the most that the platform takes, or the median of days alike. */
  comparedWith: z.enum(['plan', 'budget', 'most', 'median', 'none']),
  comparedMicros: Sum.nullable(),
  message: z.string(),
  /** What is not known about it, in sentences. */
  unknown: z.array(z.string()),
  /** Newest first; null: the history could not be read when the alert was opened. */
  changedBefore: z.array(RecentChange).nullable(),
});
export type AlertBody = z.infer<typeof AlertBody>;

export const Alert = AlertBody.extend({
  id: Id,
  campaignId: Id,
  state: z.enum(ALERT_STATES),
  openedAt: Instant,
  /** When the rules last found it. */
  foundAt: Instant,
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: Id.nullable(),
  note: z.string().nullable(),
  closedAt: Instant.nullable(),
  /** `no_longer_true`: the figures or the budget are others now; `time_passed`: it is no news any more. */
  closedBecause: z.enum(['no_longer_true', 'time_passed']).nullable(),
}).meta({ id: 'Alert', description: `${MONEY} ${DAYS}` });
export type Alert = z.infer<typeof Alert>;

const Percent = (least: number, most: number) => z.int().min(least).max(most);
export const AlertRules = z
  .strictObject({
    /** Spend from this percentage of the plan on is ahead. */
    aheadPercent: Percent(101, 1_000),
    /** Spend up to this percentage of the plan is behind. */
    behindPercent: Percent(0, 99),
    /** A budget is nearly used from this percentage of it on, when less of its days is over. */
    usedPercent: Percent(1, 100),
    /** A day's spend jumped from this percentage of the median of days alike on. */
    jumpPercent: Percent(110, 10_000),
    /** Figures are old after more whole days without any. */
    silentDays: z.int().min(0).max(30),
  })
  .meta({ id: 'AlertRules' });
export type AlertRules = z.infer<typeof AlertRules>;

const Pace = z
  .strictObject({
    kind: z.enum(['month', 'flight']),
    from: AnyDay,
    to: AnyDay,
    days: z.int(),
    /** Whole days that are over (UTC). */
    daysGone: z.int(),
    /** The last day with figures; null where there is none. */
    knownThrough: AnyDay.nullable(),
    /** Days that are over and have no figures: what was spent on them is in no sum. */
    daysWithoutFigures: z.int(),
    budgetMicros: Sum,
    /** The daily budget on the days that are over and have figures. */
    plannedMicros: Sum,
    /** What is known to be spent, the least that it can be; null: nothing is known. */
    spentMicros: Sum.nullable(),
    /** Spend as a share of the plan, on the days that are over and have figures (1 = as planned). */
    ratio: z.number().nullable(),
  })
  .meta({
    id: 'PacingPeriod',
    description: `Budgets are the daily budget as it is now; of earlier days it is not known here. ${MONEY} ${DAYS}`,
  });

const PlatformPace = z
  .strictObject({
    platform: Platform,
    /** Null: the campaign has several platforms, and nobody has said how its budget is shared. */
    dailyMicros: Sum.nullable(),
    monthSpentMicros: Sum.nullable(),
    /** The most that the platform says to take on a day and in a calendar month. */
    mostOfDayMicros: Sum.nullable(),
    mostOfMonthMicros: Sum.nullable(),
    source: z.string(),
    checkedOn: AnyDay,
  })
  .meta({ id: 'PacingPlatform', description: MONEY });

export const CampaignPacing = z
  .strictObject({
    campaignId: Id,
    name: z.string(),
    currency: Currency,
    periods: z.array(Pace),
    platforms: z.array(PlatformPace),
    /** What is not known, in sentences. */
    unknown: z.array(z.string()),
  })
  .meta({ id: 'CampaignPacing' });
export type CampaignPacing = z.infer<typeof CampaignPacing>;

export const alertContracts = {
  pacing: contract({
    name: 'analytics.pacing',
    summary: 'How far the budgets of the month and of the flights are spent, and what is not known of it',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(CampaignPacing).meta({ id: 'PacingPage' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/pacing', tag: 'Analytics' },
  }),
  alerts: contract({
    name: 'analytics.alerts',
    summary: 'Alerts, newest first',
    params: z.strictObject({
      /** Without it open and acknowledged ones. */
      state: z.enum(ALERT_STATES).optional(),
      limit: Limit,
      cursor: Cursor.optional(),
    }),
    result: pageOf(Alert)
      .extend({
        /** When the rules were last asked; null: never. Until then nothing is known, also where there is no alert. */
        checkedAt: Instant.nullable(),
      })
      .meta({ id: 'AlertPage' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/alerts', tag: 'Analytics' },
  }),
  acknowledgeAlert: contract({
    name: 'analytics.acknowledgeAlert',
    summary: 'Say that a person has seen an alert; it stays until it is no longer true',
    params: z.strictObject({ id: Id, note: line(500).optional() }),
    result: Alert,
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['ALERT_NOT_FOUND', 'ALERT_CLOSED'],
    idempotent: true,
    http: { method: 'POST', path: '/api/analytics/alerts/{id}/acknowledge', tag: 'Analytics' },
  }),
  alertRules: contract({
    name: 'analytics.alertRules',
    summary: "The thresholds of the organisation's alerts",
    params: Nothing,
    result: AlertRules,
    permission: 'reports:read',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/alert-rules', tag: 'Analytics' },
  }),
  changeAlertRules: contract({
    name: 'analytics.changeAlertRules',
    summary: 'Set the thresholds; the rules are asked anew at once',
    params: z.strictObject({ rules: AlertRules }),
    result: Done,
    permission: 'organization:manage',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'PUT', path: '/api/analytics/alert-rules', tag: 'Analytics', body: 'rules' },
  }),
} as const;
