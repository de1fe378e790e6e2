import { subscriptionContracts } from '../../../../contracts/analytics/subscriptions.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function subscribeToAlerts({ subscribers }: AnalyticsDeps) {
  return action(
    subscriptionContracts.subscribeToAlerts,
    async function subscribeToAlerts({ params: { mail }, organizationId, actor, userId, caller }) {
      requirePerson(caller, 'Only a person decides which mails they get.');
      await subscribers.set(organizationId, actor, userId, mail);
      return { mail };
    },
  );
}
