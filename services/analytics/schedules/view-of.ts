import type { Schedule } from '../../../contracts/analytics/schedules.ts';
import { AppError } from '../../../lib/errors.ts';
import type { ScheduleStore } from './store.ts';
import { scheduleView } from './view.ts';

/** @throws AppError SCHEDULE_NOT_FOUND */
export async function viewOf(
  schedules: ScheduleStore,
  organizationId: string,
  id: string,
): Promise<Schedule> {
  const row = await schedules.find(organizationId, id);
  if (!row) throw new AppError('SCHEDULE_NOT_FOUND');
  return scheduleView(row);
}
