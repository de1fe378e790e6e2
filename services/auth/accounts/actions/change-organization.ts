import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
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
        return organization;
      });
    },
  );
}
