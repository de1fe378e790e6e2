import { currencyRateContracts } from '../../../../contracts/analytics/currency-rates.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function removeCurrencyRate({ currencyRates, clock }: AnalyticsDeps) {
  return action(
    currencyRateContracts.removeCurrencyRate,
    async function removeCurrencyRate({ params, organizationId, actor, userId, caller }) {
      requirePerson(caller, 'Only a person says at which rates money is converted.');
      await currencyRates.remove({ organizationId, actor, userId, at: clock() }, params);
      return { done: true as const };
    },
  );
}
