import { z } from 'zod';
import { contract, Done } from '../action.ts';
import { plainName } from '../names.ts';
import { ById, Cursor, Id, Instant, Limit, pageOf } from '../values.ts';
import { TableQuestion } from './reports.ts';

/** The question of a scheduled report: a table of figures of the last days, up to yesterday where its time zone is. */
export const ReportQuestion = TableQuestion.extend({ lastDays: z.int().min(1).max(366).default(7) }).meta({
  id: 'ReportQuestion',
});

const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'a time zone of the IANA database, such as Europe/Berlin');

/** When a report is mailed: the days of the week (1 = Monday), and the time there, also when clocks are changed. */
export const ReportPlan = z.strictObject({
  report: ReportQuestion,
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'HH:MM'),
  timeZone: TimeZone,
});
export type ReportPlan = z.infer<typeof ReportPlan>;

const Recipients = z.array(Id).min(1).max(50);

/** A report that is mailed to members of the organisation, with the table as a CSV file. */
export const Schedule = z
  .strictObject({
    id: Id,
    name: z.string(),
    ...ReportPlan.shape,
    /** Who gets it, as long as they are members and their address is proved; `subscribed` is each person's own choice. */
    recipients: z.array(z.strictObject({ userId: Id, subscribed: z.boolean() })),
    createdBy: Id,
    createdAt: Instant,
    nextAt: Instant,
    /** The last time that it was due: how many it was mailed to, or why no report could be made; null before the first. */
    last: z.strictObject({ at: Instant, mailedTo: z.int(), error: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'ReportSchedule' });
export type Schedule = z.infer<typeof Schedule>;

const TAG = 'Scheduled reports';

export const scheduleContracts = {
  createSchedule: contract({
    name: 'analytics.createSchedule',
    summary: 'Mail a report to members of the organisation, again and again',
    params: z.strictObject({ name: plainName, ...ReportPlan.shape, recipients: Recipients }),
    result: Schedule,
    permission: 'schedules:write',
    stepUp: 'none',
    errors: ['SCHEDULES_FULL'],
    http: { method: 'POST', path: '/api/analytics/schedules', tag: TAG, status: 201 },
  }),
  schedules: contract({
    name: 'analytics.schedules',
    summary: 'List scheduled reports, the newest first',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(Schedule).meta({ id: 'ReportSchedulePage' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/schedules', tag: TAG },
  }),
  updateSchedule: contract({
    name: 'analytics.updateSchedule',
    summary: 'Change a scheduled report; what is left out stays',
    params: z.strictObject({
      id: Id,
      name: plainName.optional(),
      report: ReportQuestion.optional(),
      weekdays: ReportPlan.shape.weekdays.optional(),
      time: ReportPlan.shape.time.optional(),
      timeZone: TimeZone.optional(),
      recipients: Recipients.optional(),
    }),
    result: Schedule,
    permission: 'schedules:write',
    stepUp: 'none',
    errors: ['SCHEDULE_NOT_FOUND'],
    http: { method: 'PATCH', path: '/api/analytics/schedules/{id}', tag: TAG },
  }),
  deleteSchedule: contract({
    name: 'analytics.deleteSchedule',
    summary: 'Mail a report no more',
    params: ById,
    result: Done,
    permission: 'schedules:write',
    stepUp: 'none',
    errors: ['SCHEDULE_NOT_FOUND'],
    http: { method: 'DELETE', path: '/api/analytics/schedules/{id}', tag: TAG, status: 204 },
  }),
  subscribeToSchedule: contract({
    name: 'analytics.subscribeToSchedule',
    summary:
      'Say whether you want a scheduled report that you are a recipient of; nobody else can say it for you',
    params: z.strictObject({ id: Id, subscribed: z.boolean() }),
    result: Schedule,
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['SCHEDULE_NOT_FOUND'],
    idempotent: true,
    http: { method: 'PUT', path: '/api/analytics/schedules/{id}/subscription', tag: TAG },
  }),
} as const;

function isTimeZone(name: string): boolean {
  try {
    return name.includes('/') || name === 'UTC'
      ? Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
      : false;
  } catch {
    return false;
  }
}
