import { alertContracts } from '../../../../contracts/analytics/alerts.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function acknowledgeAlert({ alerts, clock }: AnalyticsDeps) {
  return action(
    alertContracts.acknowledgeAlert,
    async function acknowledgeAlert({ params, organizationId, actor, userId, caller }) {
      requirePerson(caller, 'Only a person says that a person has seen an alert.');
      const { id, note = null } = params;
      return alerts.acknowledge({ organizationId, actor, userId, at: clock() }, id, note);
    },
  );
}
