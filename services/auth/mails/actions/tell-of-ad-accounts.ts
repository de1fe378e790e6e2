import { noticeContracts } from '../../../../contracts/auth/notices.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { ownersAnd } from '../../members/store/concerned.ts';
import { isNews } from '../told-news.ts';

/** Tells every owner that ad accounts were connected, once, however often it is asked. */
export function tellOfAdAccounts(deps: AuthDeps) {
  return action(
    noticeContracts.tellOfAdAccounts,
    async function tellOfAdAccounts({ params, organizationId }) {
      const { noticeId, platform, names, count, connectedBy, connectedAt } = params;
      const [now, at] = [deps.clock(), new Date(connectedAt)];
      await deps.database.transaction(async (tx) => {
        if (!(await isNews(tx, organizationId, noticeId, now))) return;
        const people = await ownersAnd(tx, organizationId, [connectedBy]);
        const by = people.find(({ user }) => user.id === connectedBy)?.user.name ?? '';
        const notice = { kind: 'ad_accounts_connected', platform, names, count, by } as const;
        for (const person of people)
          if (person.organization.role === 'owner') await deps.mails.queueNotice(tx, person, notice, now, at);
      });
      return { done: true as const };
    },
  );
}
