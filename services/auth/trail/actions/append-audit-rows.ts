import { trailContracts } from '../../../../contracts/auth/trail.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Takes audit rows of a service into its organisation's chain. */
export function appendAuditRows({ trail, clock }: AuthDeps) {
  return action(
    trailContracts.appendAuditRows,
    async function appendAuditRows({ params, caller, organizationId }) {
      if (caller.kind !== 'service') throw new AppError('PERMISSION_DENIED');
      const source = { organizationId, service: caller.service, now: clock() };
      return { appended: await trail.chain.append(source, params.rows) };
    },
  );
}
