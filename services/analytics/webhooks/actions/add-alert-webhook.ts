import { webhookContracts } from '../../../../contracts/analytics/webhooks.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { webhookAddress } from '../domain/address.ts';

export function addAlertWebhook({ webhooks, webhookHosts, clock }: AnalyticsDeps) {
  return action(
    webhookContracts.addAlertWebhook,
    async function addAlertWebhook({
      params: { kind, name, url: text },
      organizationId,
      actor,
      userId,
      confirm,
    }) {
      const url = webhookAddress(text, webhookHosts);
      await confirm();
      const id = await webhooks.add({ organizationId, actor, userId, at: clock() }, { kind, name, url });
      const added = (await webhooks.list(organizationId)).find((one) => one.id === id);
      if (!added) throw new Error('a webhook was removed while it was added');
      return added;
    },
  );
}
