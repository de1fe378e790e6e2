import { noticeContracts } from '../../../../contracts/auth/notices.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { membersAmong } from '../../members/store/concerned.ts';
import { isNews } from '../told-news.ts';

/** Mails those of these people who are members still what alerts were opened, once, however often it is asked. */
export function tellOfAlerts(deps: AuthDeps) {
  return action(noticeContracts.tellOfAlerts, async function tellOfAlerts({ params, organizationId }) {
    const { noticeId, userIds, count, alerts, openedAt } = params;
    const [now, at] = [deps.clock(), new Date(openedAt)];
    await deps.database.transaction(async (tx) => {
      if (!(await isNews(tx, organizationId, noticeId, now))) return;
      const notice = { kind: 'alerts_opened', count, alerts } as const;
      for (const person of await membersAmong(tx, organizationId, userIds))
        await deps.mails.queueNotice(tx, person, notice, now, at);
    });
    return { done: true as const };
  });
}
