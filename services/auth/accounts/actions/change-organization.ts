import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { ApprovalPolicy } from '../../../../contracts/auth/identity.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { AuthDeps } from '../../deps.ts';
import { administratorsAnd } from '../../members/store/concerned.ts';
import { recordEvent } from '../../trail/store.ts';

/** Changes who may approve versions: one person alone, or two. */
export function changeOrganization(deps: AuthDeps) {
  return action(
    accountContracts.changeOrganization,
    async function changeOrganization({ params, organizationId, userId, confirm }) {
      const { approvalPolicy } = params;
      await confirm();
      return deps.database.transaction(async (tx) => {
        const { organization, from } = await deps.accounts.organizations.changePolicy(
          tx,
          organizationId,
          approvalPolicy,
        );
        if (from === approvalPolicy) return organization;
        const event = {
          organizationId,
          userId,
          action: 'auth.approval_policy_changed',
          detail: { from, to: approvalPolicy },
        } as const;
        await recordEvent(tx, { ...event, subject: { kind: 'organization', id: organizationId } });
        await tellOfPolicy(tx, deps, { organizationId, userId, from, to: approvalPolicy });
        return organization;
      });
    },
  );
}

type PolicyChange = { organizationId: string; userId: string; from: ApprovalPolicy; to: ApprovalPolicy };

/**
 * Tells everybody who runs the organisation, whoever did it: where one person is enough from now on, a thief with one session is
 * enough too.
 */
async function tellOfPolicy(tx: Tx, { mails, clock }: AuthDeps, change: PolicyChange): Promise<void> {
  const { organizationId, userId, from, to } = change;
  const people = await administratorsAnd(tx, organizationId, []);
  const by = people.find(({ user }) => user.id === userId)?.user.name ?? '';
  const news = { kind: 'approval_policy_changed', from, to, by } as const;
  for (const person of people) await mails.queueNotice(tx, person, news, clock());
}
