import { audit } from '../../../storage/audit.ts';
import type { AuthDeps } from '../deps.ts';
import type { SecurityAction } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';

/** What happened to a person's factors, and in which of their organisations it is written already. */
type PersonEvent = { userId: string; organizationId: string; action: SecurityAction };

/** Writes what somebody of one organisation decided about a member into the trails of the member's others; who it was is told in theirs alone. */
export async function recordDecidedElsewhere(deps: AuthDeps, event: PersonEvent): Promise<void> {
  const { action, userId } = event;
  for (const organizationId of await others(deps, event))
    await transactionIn(deps.database, organizationId, async (tx) => {
      const actor = { kind: 'service', id: 'auth' } as const;
      const subject = { kind: 'user', id: userId } as const;
      await audit(tx, { organizationId, actor, action, subject, detail: {}, originApart: true });
    });
}

async function others(deps: AuthDeps, { userId, organizationId }: PersonEvent): Promise<string[]> {
  const memberships = await deps.members.store.membershipsOf(userId);
  return memberships.map(({ organization }) => organization.id).filter((id) => id !== organizationId);
}
