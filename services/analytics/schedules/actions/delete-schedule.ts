import { scheduleContracts } from '../../../../contracts/analytics/schedules.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function deleteSchedule({ schedules }: AnalyticsDeps) {
  return action(
    scheduleContracts.deleteSchedule,
    async function deleteSchedule({ params, organizationId, actor }) {
      await schedules.remove({ organizationId, actor }, params.id);
      return { done: true as const };
    },
  );
}
