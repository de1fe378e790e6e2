import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AuthDeps } from '../../deps.ts';
import { organizationsOf } from '../../members/store/memberships.ts';
import { recordBeside } from '../../trail/record-of-person.ts';

/** Writes a wrong password into the trails of the person's organisations beside the one in which it stands at once. */
export function loginFailedJob(deps: AuthDeps) {
  return worker(jobs.loginFailed, async function recordLoginFailed({ job }) {
    const { organizationId: home, userId } = job.payload;
    await deps.database.transaction(async (tx) => {
      const event = { userId, action: 'auth.login_failed' } as const;
      await recordBeside(tx, event, home, await organizationsOf(tx, userId));
      await job.complete(tx);
    });
  });
}
