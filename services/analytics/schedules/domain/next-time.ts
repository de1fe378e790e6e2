import type { ReportPlan } from '../../../../contracts/analytics/schedules.ts';
import { addDays, MINUTE_MS } from '../../../../lib/time.ts';

type Times = Pick<ReportPlan, 'weekdays' | 'time' | 'timeZone'>;

/** The first time after an instant at which a plan is due. A time that a change of clocks leaves out is as much later. */
export function nextTime({ weekdays, time, timeZone }: Times, after: Date): Date {
  const today = dayIn(timeZone, after);
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = addDays(today, ahead);
    const at = instantOf(day, time, timeZone);
    if (at > after && weekdays.includes(weekdayOf(day))) return at;
  }
  throw new Error('a plan without a day');
}

/** The day of an instant in a time zone, as YYYY-MM-DD. */
export const dayIn = (timeZone: string, at: Date): string => wallClock(timeZone, at).slice(0, 10);

/** 1 = Monday to 7 = Sunday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function instantOf(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let at = wanted;
  // the offset is that of the instant, which is known by the offset: twice is enough on either side of a change
  for (let round = 0; round < 2; round += 1) at = wanted - offsetAt(timeZone, new Date(at));
  const shown = Date.parse(`${wallClock(timeZone, new Date(at))}Z`);
  return new Date(
    shown === wanted ? at : Math.max(at, wanted - offsetAt(timeZone, new Date(wanted - 24 * 60 * MINUTE_MS))),
  );
}

const offsetAt = (timeZone: string, at: Date): number =>
  Date.parse(`${wallClock(timeZone, at)}Z`) - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;

/** What clocks show there, as YYYY-MM-DDTHH:MM:00. */
function wallClock(timeZone: string, at: Date): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}T${parts['hour'] ?? ''}:${parts['minute'] ?? ''}:00`;
}
