import { NAMED_ALERTS, noticeContracts, TOLD_PEOPLE } from '../../../../contracts/auth/notices.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/**
 * Has auth mail whoever subscribed what one check opened, in one mail; tried until auth has taken it, who mails one notice once.
 * What is closed meanwhile is told no more.
 */
export function tellAlerts({ database, alerts, campaigns, subscribers }: AnalyticsDeps) {
  return worker(jobs.tellAlerts, async function tellAlerts({ job, callAs }) {
    const { organizationId, noticeId, alertIds, openedAt } = job.payload;
    const found = await alerts.findMany(organizationId, alertIds);
    const open = found.filter(({ state }) => state !== 'closed');
    const userIds = (await subscribers.list(organizationId)).slice(0, TOLD_PEOPLE);
    if (open.length > 0 && userIds.length > 0) {
      const named = open.slice(0, NAMED_ALERTS);
      const names = await campaigns.names(
        organizationId,
        named.map(({ campaignId }) => campaignId),
      );
      await callAs()(noticeContracts.tellOfAlerts, {
        noticeId,
        userIds,
        count: open.length,
        alerts: named.map(({ campaignId, message }) => ({ campaign: names.get(campaignId) ?? '', message })),
        openedAt,
      });
    }
    await database.transaction((tx) => job.complete(tx));
  });
}
