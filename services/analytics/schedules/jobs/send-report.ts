import { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { reportMailContracts } from '../../../../contracts/auth/report-mails.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { AppError, ERRORS } from '../../../../lib/errors.ts';
import type { Row } from '../../../../lib/table-files/file-columns.ts';
import { addDays } from '../../../../lib/time.ts';
import type { Call } from '../../../../mixins/call.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { dayIn, nextTime } from '../domain/next-time.ts';
import { reportMail, type ReportTable } from '../domain/report-mail.ts';
import type { Outcome, ScheduleRow } from '../store.ts';

const PAGE = 500;

/**
 * Mails one turn of a scheduled report. Auth mails what has the id of the turn once, however often it is asked, and the turn
 * ends in the transaction that asks for the next: a node that dies in between leaves a job that comes again and mails nothing.
 */
export function sendReport(deps: AnalyticsDeps) {
  const { schedules, database, clock } = deps;
  return worker(jobs.sendReport, async function sendReport({ job, callAs }) {
    const { organizationId, scheduleId, turn } = job.payload;
    const schedule = await schedules.find(organizationId, scheduleId);
    const due = schedule?.turn === turn ? schedule : null;
    const outcome = due && (await mail(deps, due, callAs()));
    await database.transaction(async (tx) => {
      if (due && outcome) {
        const now = clock();
        await schedules.endTurn(tx, organizationId, due, outcome, { now, nextAt: nextTime(due.plan, now) });
      }
      await job.complete(tx);
    });
  });
}

/** @throws AppError of a kind that passes, so that the job is tried again */
async function mail(
  { reportMails, clock }: AnalyticsDeps,
  schedule: ScheduleRow,
  call: Call,
): Promise<Outcome> {
  const userIds = schedule.recipients.filter((id) => !schedule.optedOut.includes(id));
  if (userIds.length === 0) return { mailedTo: 0, error: null };
  try {
    const table = await read(schedule, call, clock(), reportMails.rows);
    const { mailId, id: scheduleId, name } = schedule;
    const parts = reportMail(table);
    const { mailedTo } = await call(reportMailContracts.mailReport, {
      mailId,
      scheduleId,
      userIds,
      name,
      ...parts,
    });
    return { mailedTo, error: null };
  } catch (error) {
    if (!(error instanceof AppError) || 'retryable' in ERRORS[error.code] || error.status >= 500) throw error;
    return { mailedTo: 0, error: error.code };
  }
}

/** The table of the last days, up to yesterday where the schedule's time zone is; its first rows, at most so many. */
async function read(
  { plan: { report, timeZone } }: ScheduleRow,
  call: Call,
  now: Date,
  most: number,
): Promise<ReportTable> {
  const { lastDays, ...question } = report;
  const to = addDays(dayIn(timeZone, now), -1);
  const asked = { ...question, from: addDays(to, 1 - lastDays), to, limit: Math.min(PAGE, most) };
  const first = await call(reportContracts.performance, asked);
  const data: Row[] = [...first.data];
  let cursor = first.page.nextCursor;
  while (cursor !== null && data.length < most) {
    const page = await call(reportContracts.performance, { ...asked, cursor });
    data.push(...page.data);
    cursor = page.page.nextCursor;
  }
  return { ...first, data: data.slice(0, most) };
}
