import { alertContracts } from '../../../../contracts/analytics/alerts.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function alertRules({ rules }: AnalyticsDeps) {
  return action(alertContracts.alertRules, async function alertRules({ organizationId }) {
    return rules.read(organizationId);
  });
}
