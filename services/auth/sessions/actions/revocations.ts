import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** News about living tokens; every node asks twice a second. */
export const revocations = (deps: AuthDeps) =>
  action(sessionContracts.revocations, async ({ params }) => deps.revocations(params.after, deps.clock()));
