import type { Reader } from '../../../contracts/auth/notices.ts';
import { noticeContracts } from '../../../contracts/auth/notices.ts';
import { jobs } from '../../../contracts/jobs.ts';
import { worker } from '../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../deps.ts';

/**
 * Has auth tell the owners that a SQL login or a webhook was made, also one that was removed since; tried until auth has taken it,
 * which tells one notice once.
 */
export function tellReader(deps: AnalyticsDeps) {
  return worker(jobs.tellReader, async function tellReader({ job, callAs }) {
    const { organizationId, readerId, ...facts } = job.payload;
    const name = await nameOf(deps, facts.what, organizationId, readerId);
    await callAs()(noticeContracts.tellOfReader, { ...facts, name });
    await deps.database.transaction((tx) => job.complete(tx));
  });
}

/** The name of a webhook goes with it. */
async function nameOf(
  { sqlLogins, webhooks }: AnalyticsDeps,
  what: Reader,
  organizationId: string,
  id: string,
): Promise<string> {
  if (what !== 'alert_webhook_added') return (await sqlLogins.get(organizationId, id)).name;
  return (
    (await webhooks.list(organizationId)).find((webhook) => webhook.id === id)?.name ?? '(removed since)'
  );
}
