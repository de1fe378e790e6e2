import { scheduleContracts } from '../../../../contracts/analytics/schedules.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { viewOf } from '../view-of.ts';

/** A person's own word on what is mailed to them; it stands when others change the schedule. */
export function subscribeToSchedule({ schedules }: AnalyticsDeps) {
  return action(
    scheduleContracts.subscribeToSchedule,
    async function subscribeToSchedule({ params, organizationId, caller, userId }) {
      requirePerson(caller, 'Only a person says what they want to get.');
      await schedules.subscribe(organizationId, params.id, userId, params.subscribed);
      return viewOf(schedules, organizationId, params.id);
    },
  );
}
