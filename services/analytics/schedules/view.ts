import type { Schedule } from '../../../contracts/analytics/schedules.ts';
import type { ScheduleRow } from './store.ts';

/** A schedule as clients see it. */
export function scheduleView(row: ScheduleRow): Schedule {
  const { lastAt, lastMailedTo, lastError } = row;
  return {
    id: row.id,
    name: row.name,
    ...row.plan,
    recipients: row.recipients.map((userId) => ({ userId, subscribed: !row.optedOut.includes(userId) })),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    nextAt: row.nextAt.toISOString(),
    last:
      lastAt === null ? null : { at: lastAt.toISOString(), mailedTo: lastMailedTo ?? 0, error: lastError },
  };
}
