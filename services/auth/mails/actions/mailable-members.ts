import { reportMailContracts } from '../../../../contracts/auth/report-mails.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { mailable } from '../mailable.ts';

export function mailableMembers(deps: AuthDeps) {
  return action(
    reportMailContracts.mailableMembers,
    async function mailableMembers({ params, organizationId }) {
      const found = await deps.database.transaction((tx) =>
        mailable(tx, deps, organizationId, params.userIds),
      );
      return { userIds: found.map(({ user }) => user.id) };
    },
  );
}
