import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** The organisation's settings; services ask for it in their own name. */
export function organization(deps: AuthDeps) {
  return action(accountContracts.organization, async function organization({ organizationId }) {
    const row = await deps.rows.organizations.findOne({ id: organizationId });
    if (!row) throw new AppError('RESOURCE_NOT_FOUND');
    return { id: row.id, name: row.name, approvalPolicy: row.approval_policy };
  });
}
