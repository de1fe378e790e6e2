import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** The settings of the caller's organisation; other services ask for them in their own name. */
export function organization(deps: AuthDeps) {
  return action(accountContracts.organization, async function organization({ organizationId }) {
    return deps.accounts.organizations.get(organizationId);
  });
}
