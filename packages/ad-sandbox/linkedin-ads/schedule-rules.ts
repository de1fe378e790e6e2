import { isObject } from '../wire.ts';
import type { Writing } from './writing.ts';

const DAY = 86_400_000;

/** A run schedule does not begin in the past, or not more than a day ago, and ends after it begins; unchanged starts may age. */
export function scheduleRules({ next, before, now, refusePastStart, refuse }: Writing): void {
  const schedule = next['runSchedule'];
  if (!isObject(schedule)) return;
  const old = isObject(before?.['runSchedule']) ? before['runSchedule'] : {};
  const { start, end } = schedule;
  const earliest = now.getTime() - (refusePastStart ? 0 : DAY);
  if (typeof start === 'number' && start !== old['start'] && start < earliest)
    refuse(
      'DATE_TOO_EARLY',
      '/runSchedule/start',
      `/runSchedule/start value ${start} must be no earlier than ${earliest}`,
    );
  if (typeof end === 'number' && end !== old['end'] && end < now.getTime())
    refuse(
      'DATE_TOO_EARLY',
      '/runSchedule/end',
      `/runSchedule/end value ${end} must be no earlier than ${now.getTime()}`,
    );
  if (typeof start === 'number' && typeof end === 'number' && start >= end)
    refuse('START_DATE_AFTER_END_DATE', '/runSchedule', "Start date can't be set to a date after end date");
}
