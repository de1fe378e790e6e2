import type { Origin } from '../../../contracts/auth/identity.ts';
import { audit } from '../../../storage/audit.ts';
import type { AuthDeps } from '../deps.ts';
import { recordEvent, type SecurityAction } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';

/** What happened to a person's factors, and in which of their organisations it is written already. */
type PersonEvent = { userId: string; organizationId: string; action: SecurityAction };

/** Writes what a person did about their factors into the trails of their other organisations, which it concerns as well. */
export async function recordElsewhere(
  deps: AuthDeps,
  event: PersonEvent & { origin?: Origin | undefined },
): Promise<void> {
  for (const organizationId of await others(deps, event))
    await transactionIn(deps.database, organizationId, (tx) => recordEvent(tx, { ...event, organizationId }));
}

/** The same, for what somebody of another organisation decided: who that was is told in theirs alone. */
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
