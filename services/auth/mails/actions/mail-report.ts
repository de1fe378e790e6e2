import { reportMailContracts } from '../../../../contracts/auth/report-mails.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { reportMailFor } from '../domain/report-mails.ts';
import { isNews } from '../told-news.ts';
import { mailable } from '../mailable.ts';

/** Mails a report to members, once, however often it is asked. Who is no member any more gets none. */
export function mailReport(deps: AuthDeps) {
  return action(reportMailContracts.mailReport, async function mailReport({ params, organizationId }) {
    const { mailId, userIds, ...report } = params;
    const now = deps.clock();
    const mailedTo = await deps.database.transaction(async (tx) => {
      const people = await mailable(tx, deps, organizationId, userIds);
      if (!(await isNews(tx, organizationId, mailId, now))) return people.length;
      for (const { user, organization } of people) {
        const mail = reportMailFor(report, {
          name: user.name,
          organizationName: organization.name,
          publicUrl: deps.publicUrl,
        });
        await deps.mails.queueText(tx, organizationId, user.email, mail, now, user.id);
      }
      return people.length;
    });
    return { mailedTo };
  });
}
