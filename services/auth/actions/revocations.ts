import { authContracts } from '../../../contracts/auth.ts';
import { action } from '../../../mixins/action.ts';
import type { AuthDeps } from '../deps.ts';

/** News about living tokens; every node asks twice a second. */
export const revocations = (deps: AuthDeps) =>
  action(authContracts.revocations, async ({ params }) => deps.revocations(params.after, deps.clock()));
