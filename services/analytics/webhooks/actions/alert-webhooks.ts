import { webhookContracts } from '../../../../contracts/analytics/webhooks.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function alertWebhooks({ webhooks }: AnalyticsDeps) {
  return action(webhookContracts.alertWebhooks, async function alertWebhooks({ organizationId }) {
    return { data: await webhooks.list(organizationId) };
  });
}
