import { webhookContracts } from '../../../../contracts/analytics/webhooks.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function testAlertWebhook({ webhooks, clock }: AnalyticsDeps) {
  return action(
    webhookContracts.testAlertWebhook,
    async function testAlertWebhook({ params, organizationId, actor, userId }) {
      await webhooks.test({ organizationId, actor, userId, at: clock() }, params.id);
      return { done: true as const };
    },
  );
}
