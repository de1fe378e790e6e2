import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { endOfDayMs, startOfDayMs } from '../vendor/account-days.ts';
import { runSchedule, type RunSchedule } from './map.ts';

/** Whether a start is the wanted one, or a later one because the wanted day had begun at creation. */
export function startMatches(
  found: number | undefined,
  desired: DesiredCampaign,
  timeZone: string,
  now: Date,
): boolean {
  const wanted = startOfDayMs(desired.schedule.startDate, timeZone);
  return found === wanted || (found !== undefined && wanted < found && found <= now.getTime());
}

/** Whether an end (exclusive) is the wanted one. */
export function endMatches(
  found: number | undefined,
  { schedule }: DesiredCampaign,
  timeZone: string,
): boolean {
  return found === (schedule.endDate === undefined ? undefined : endOfDayMs(schedule.endDate, timeZone));
}

/** The run schedule to set, with the present start when it matches; null when nothing differs. */
export function scheduleChange(
  found: RunSchedule | undefined,
  desired: DesiredCampaign,
  timeZone: string,
  now: Date,
): RunSchedule | null {
  const startIsRight = startMatches(found?.start, desired, timeZone, now);
  if (startIsRight && endMatches(found?.end, desired, timeZone)) return null;
  const wanted = runSchedule(desired, timeZone, now);
  return startIsRight && found !== undefined ? { ...wanted, start: found.start } : wanted;
}
