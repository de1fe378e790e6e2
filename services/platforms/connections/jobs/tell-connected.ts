import { noticeContracts, NAMED_ACCOUNTS } from '../../../../contracts/auth/notices.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { PlatformsDeps } from '../../deps.ts';

/** As long as a name in a mail can be, and more. */
const LONGEST = 200;

/**
 * Has auth tell the owners which ad accounts were connected, also those that were disconnected since. The grant's id is the
 * notice's: auth tells of it once, however often this is tried.
 */
export function tellConnectedJob(deps: PlatformsDeps) {
  return worker(jobs.tellConnected, async function tellConnected({ job, callAs }) {
    const { organizationId, grantId, adAccountIds, ...facts } = job.payload;
    const names = await deps.accounts.namesOf(organizationId, adAccountIds.slice(0, NAMED_ACCOUNTS));
    await callAs()(noticeContracts.tellOfAdAccounts, {
      ...facts,
      noticeId: grantId,
      names: names.map((name) => name.slice(0, LONGEST).toWellFormed()),
      count: adAccountIds.length,
    });
    await deps.database.transaction((tx) => job.complete(tx));
  });
}
