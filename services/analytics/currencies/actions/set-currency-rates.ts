import { currencyRateContracts, type NewRate } from '../../../../contracts/analytics/currency-rates.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import type { AnalyticsDeps } from '../../deps.ts';

export function setCurrencyRates({ currencyRates, clock }: AnalyticsDeps) {
  return action(
    currencyRateContracts.setCurrencyRates,
    async function setCurrencyRates({ params: { rates }, organizationId, actor, userId, caller }) {
      requirePerson(caller, 'Only a person says at which rates money is converted.');
      requireSense(rates);
      const set = await currencyRates.set({ organizationId, actor, userId, at: clock() }, rates);
      return { set, unchanged: rates.length - set };
    },
  );
}

/** @throws AppError REQUEST_INVALID for a currency that is converted to itself, and for a day that is told twice */
function requireSense(rates: readonly NewRate[]): void {
  const seen = new Set<string>();
  rates.forEach(({ day, from, to }, at) => {
    if (from === to)
      throw invalidField(`rates.${at}.to`, 'RATE_OF_ITSELF', 'A currency is not converted to itself.');
    const key = `${day} ${from} ${to}`;
    if (seen.has(key))
      throw invalidField(`rates.${at}`, 'RATE_TOLD_TWICE', `The rate of ${key} is told twice; send it once.`);
    seen.add(key);
  });
}
