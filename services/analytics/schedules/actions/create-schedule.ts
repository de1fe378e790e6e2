import { v7 as uuidv7 } from 'uuid';
import { scheduleContracts } from '../../../../contracts/analytics/schedules.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { nextTime } from '../domain/next-time.ts';
import { requireCampaigns, requireMembers } from '../require-known.ts';
import { viewOf } from '../view-of.ts';

export function createSchedule({ schedules, campaigns, reportMails, clock }: AnalyticsDeps) {
  return action(
    scheduleContracts.createSchedule,
    async function createSchedule({ params, organizationId, actor, userId, callAsService }) {
      const { name, recipients: named, ...plan } = params;
      const recipients = [...new Set(named.map((id) => id.toLowerCase()))];
      await requireMembers(callAsService, recipients);
      await requireCampaigns(callAsService, campaigns, organizationId, plan.report);
      const now = clock();
      const id = uuidv7();
      const times = { now, nextAt: nextTime(plan, now), most: reportMails.perOrganization };
      await schedules.create(
        { organizationId, actor },
        { id, name, plan, recipients, createdBy: userId },
        times,
      );
      return viewOf(schedules, organizationId, id);
    },
  );
}
