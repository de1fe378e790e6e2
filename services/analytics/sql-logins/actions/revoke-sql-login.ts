import { sqlLoginContracts } from '../../../../contracts/analytics/sql-logins.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

/** Revokes a login. It sees no row from the moment that this is saved, and its sessions are ended then. */
export function revokeSqlLogin({ sqlLogins, sqlLoginWatch, clock }: AnalyticsDeps) {
  return action(
    sqlLoginContracts.revokeSqlLogin,
    async function revokeSqlLogin({ params, organizationId, actor }) {
      await sqlLogins.revoke({ organizationId, actor }, params.id, clock());
      await sqlLoginWatch.look();
      return { done: true as const };
    },
  );
}
