import { subscriptionContracts } from '../../../../contracts/analytics/subscriptions.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function alertSubscription({ subscribers }: AnalyticsDeps) {
  return action(
    subscriptionContracts.alertSubscription,
    async function alertSubscription({ organizationId, userId }) {
      return { mail: await subscribers.has(organizationId, userId) };
    },
  );
}
