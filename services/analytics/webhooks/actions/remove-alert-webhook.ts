import { webhookContracts } from '../../../../contracts/analytics/webhooks.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function removeAlertWebhook({ webhooks }: AnalyticsDeps) {
  return action(
    webhookContracts.removeAlertWebhook,
    async function removeAlertWebhook({ params, organizationId, actor }) {
      await webhooks.remove({ organizationId, actor }, params.id);
      return { done: true as const };
    },
  );
}
