import type { Database, Tx } from '../../../storage/database.ts';
import { asSystem } from '../../../storage/scope.ts';
import { statement, uuid } from '../../../storage/statement.ts';
import { recordEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import type { lossDecisions } from './store/losses.ts';

/** What operators decide about a report of lost factors, and in whose name. */
export type OperatorDecision = {
  email: string;
  decision: 'confirm' | 'cancel';
  /** The person at the operators who decides. */
  operator: string;
  /** Who asked for it, and how that was checked. */
  reason: string;
};

const MEMBER_OF = statement(
  `SELECT u.id AS "userId", m.organization_id AS "organizationId" FROM users u
   JOIN memberships m ON m.user_id = u.id WHERE u.email = lower($1) ORDER BY m.organization_id`,
  { userId: uuid, organizationId: uuid },
);

/**
 * Decides about a report in the place of every organisation of the person, which none of them stops any more. Each of them
 * has it in its trail: who decided and why. The wait of 72 hours stays.
 * @returns in how many organisations it is written
 * @throws Error when the address has no account or no report is open
 */
export async function decideAsOperator(
  { database, losses, now }: { database: Database; losses: typeof lossDecisions; now: Date },
  { email, decision, operator, reason }: OperatorDecision,
): Promise<number> {
  const memberships = await asSystem(() => database.query(MEMBER_OF, [email]));
  const [first] = memberships;
  if (!first) throw new Error('No proved account with a membership has this address.');
  const { userId } = first;
  const action = decision === 'confirm' ? 'auth.factor_loss_confirmed' : 'auth.factor_loss_cancelled';
  const record = (tx: Tx, organizationId: string) =>
    recordEvent(tx, {
      organizationId,
      userId,
      actor: { kind: 'service', id: 'operator' },
      action,
      detail: { reason },
      personal: { operator },
    });
  await transactionIn(database, first.organizationId, async (tx) => {
    const changed =
      decision === 'confirm'
        ? await losses.settle(tx, userId)
        : await losses.end(tx, userId, 'cancelled', now);
    if (!changed) throw new Error('Nothing of this person is reported as lost.');
    await record(tx, first.organizationId);
  });
  for (const { organizationId } of memberships.slice(1))
    await transactionIn(database, organizationId, (tx) => record(tx, organizationId));
  return memberships.length;
}
