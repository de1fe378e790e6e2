import { alertContracts } from '../../../../contracts/analytics/alerts.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function changeAlertRules({ rules }: AnalyticsDeps) {
  return action(
    alertContracts.changeAlertRules,
    async function changeAlertRules({ params, organizationId, actor }) {
      await rules.save(organizationId, actor, params.rules);
      return { done: true as const };
    },
  );
}
