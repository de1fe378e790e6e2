import { noticeContracts } from '../../../../contracts/auth/notices.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { ownersAnd } from '../../members/store/concerned.ts';
import { isNews } from '../told-news.ts';

/** Tells whoever did it, and every owner, that something was made that goes on reading where a session ends; once. */
export function tellOfReader(deps: AuthDeps) {
  return action(noticeContracts.tellOfReader, async function tellOfReader({ params, organizationId }) {
    const { noticeId, what, name, madeBy, madeAt } = params;
    const [now, at] = [deps.clock(), new Date(madeAt)];
    await deps.database.transaction(async (tx) => {
      if (!(await isNews(tx, organizationId, noticeId, now))) return;
      const people = await ownersAnd(tx, organizationId, [madeBy]);
      const by = people.find(({ user }) => user.id === madeBy)?.user.name ?? '';
      for (const person of people)
        await deps.mails.queueNotice(tx, person, { kind: what, name, by }, now, at);
    });
    return { done: true as const };
  });
}
