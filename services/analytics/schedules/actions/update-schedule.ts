import { scheduleContracts } from '../../../../contracts/analytics/schedules.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { nextTime } from '../domain/next-time.ts';
import { requireCampaigns, requireMembers } from '../require-known.ts';
import { viewOf } from '../view-of.ts';

export function updateSchedule({ schedules, campaigns, clock }: AnalyticsDeps) {
  return action(
    scheduleContracts.updateSchedule,
    async function updateSchedule({ params, organizationId, actor, callAsService }) {
      const { id, name, recipients: named, report, weekdays, time, timeZone } = params;
      await viewOf(schedules, organizationId, id);
      const recipients = named && [...new Set(named.map((userId) => userId.toLowerCase()))];
      if (recipients) await requireMembers(callAsService, recipients);
      if (report) await requireCampaigns(callAsService, campaigns, organizationId, report);
      const now = clock();
      await schedules.change(
        { organizationId, actor },
        id,
        (present) => {
          const plan = {
            report: report ?? present.plan.report,
            weekdays: weekdays ?? present.plan.weekdays,
            time: time ?? present.plan.time,
            timeZone: timeZone ?? present.plan.timeZone,
          };
          const input = { name: name ?? present.name, plan, recipients: recipients ?? present.recipients };
          return { input, nextAt: nextTime(plan, now) };
        },
        now,
      );
      return viewOf(schedules, organizationId, id);
    },
  );
}
