import { movesMoney } from '../../../contracts/permissions.ts';
import type { Tx } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import type { AuthDeps } from '../deps.ts';
import { administratorsAnd } from '../members/store/concerned.ts';

/**
 * Tells everybody who runs an organisation in which a person takes part in spending that a factor was added to their account
 * with nothing but a mailbox, or a loss, behind it: who has stolen the mailbox would do the same.
 */
export async function tellOfWaitingFactor(deps: AuthDeps, tx: Tx, userId: string, now: Date): Promise<void> {
  for (const { user, organization } of await deps.members.store.membershipsOf(userId)) {
    if (!movesMoney(organization.role)) continue;
    const news = { kind: 'factor_after_recovery', person: user.name } as const;
    await inOrganization(organization.id, async () => {
      for (const person of await administratorsAnd(tx, organization.id, []))
        if (person.user.id !== userId) await deps.mails.queueNotice(tx, person, news, now);
    });
  }
}
