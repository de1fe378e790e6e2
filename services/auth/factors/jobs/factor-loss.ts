import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AuthDeps } from '../../deps.ts';
import { transactionIn } from '../../transaction.ts';
import { REMINDER_SECONDS, type OpenLoss } from '../domain/factor-loss.ts';

/** Tells everybody concerned that a person says to have lost every factor: at once, and each day while it waits. */
export function factorLossJob(deps: AuthDeps) {
  return worker(jobs.factorLoss, async function tellOfFactorLoss({ job }) {
    const { organizationId, userId, lossId } = job.payload;
    const open = await deps.factors.losses.open(userId, deps.clock());
    const loss = open?.id === lossId ? open : undefined;
    if (loss) await tell(deps, loss);
    await deps.database.transaction(async (tx) => {
      if (loss && deps.clock() < loss.dueAt)
        await deps.factors.losses.tellLater(tx, organizationId, loss, REMINDER_SECONDS);
      await job.complete(tx);
    });
  });
}

async function tell(deps: AuthDeps, { userId, dueAt }: OpenLoss): Promise<void> {
  const now = deps.clock();
  const [who] = await deps.members.store.membershipsOf(userId);
  for (const concerned of await deps.factors.losses.concerned(userId)) {
    const { organizationId } = concerned;
    const membership = await deps.members.store.findMembership(concerned.userId, organizationId);
    if (!membership || !who) continue;
    const notice = { kind: 'factor_loss_reported', person: who.user.name, dueAt } as const;
    await transactionIn(deps.database, organizationId, (tx) =>
      deps.mails.queueNotice(tx, membership, notice, now),
    );
  }
}
