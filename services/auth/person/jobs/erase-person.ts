import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AuthDeps } from '../../deps.ts';
import { eraseAccount, eraseInOrganizations } from '../erase-rows.ts';

/** Erases a person who asked for it. Every step may be repeated; the account goes last, with the end of the job. */
export function erasePersonJob(deps: AuthDeps) {
  return worker(jobs.erasePerson, async function erasePerson({ job }) {
    const { userId } = job.payload;
    const person = await deps.person.asked(userId);
    if (person) {
      await eraseInOrganizations(deps.database, person);
      await deps.accounts.attempts.clearFor(person.email);
    }
    await deps.database.transaction(async (tx) => {
      if (person) await eraseAccount(tx, userId);
      await job.complete(tx);
    });
  });
}
