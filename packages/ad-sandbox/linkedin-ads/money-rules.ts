import { isObject, type Json } from '../wire.ts';
import type { LinkedInAccount } from './accounts.ts';
import { quoted, type Refuse } from './failure.ts';

/** An exact number of hundredths. */
function hundredths(amount: unknown): bigint {
  const [whole = '0', fraction = ''] = quoted(amount).split('.');
  return /^\d+$/.test(whole) ? BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2) || '0') : 0n;
}

/** Every amount is in the account's currency. */
export function currencyRules(fields: Json, account: LinkedInAccount, refuse: Refuse): void {
  for (const name of ['unitCost', 'dailyBudget', 'totalBudget']) {
    const money = fields[name];
    if (!isObject(money)) continue;
    for (const part of ['amount', 'currencyCode'])
      if (money[part] === undefined)
        refuse('MISSING_FIELD', `/${name}/${part}`, `/${name}/${part} is required but missing`);
    if (money['currencyCode'] !== undefined && money['currencyCode'] !== account.currency)
      refuse(
        'CURRENCY_MISMATCH',
        `/${name}/currencyCode`,
        `The currency ${quoted(money['currencyCode'])} of the ${name} doesn't match the currency ${account.currency} of the account.`,
      );
  }
}

/** Budgets: the daily one over the floor, the total one not under the daily one. */
export function budgetRules(fields: Json, account: LinkedInAccount, refuse: Refuse): void {
  const amount = (name: string): unknown => (isObject(fields[name]) ? fields[name]['amount'] : undefined);
  const [daily, total] = [amount('dailyBudget'), amount('totalBudget')];
  const floor = account.minimumDailyBudget;
  if (daily !== undefined && hundredths(daily) < hundredths(floor))
    refuse(
      'FIELD_VALUE_TOO_LOW',
      '/dailyBudget/amount',
      `/dailyBudget/amount value ${quoted(daily)} can't be lower than ${floor}`,
    );
  if (total !== undefined && hundredths(total) < hundredths(floor))
    refuse(
      'FIELD_VALUE_TOO_LOW',
      '/totalBudget/amount',
      `/totalBudget/amount value ${quoted(total)} can't be lower than ${floor}`,
    );
  if (daily !== undefined && total !== undefined && hundredths(total) < hundredths(daily))
    refuse(
      'CONDITIONAL_VALUE_TOO_LOW',
      '/totalBudget',
      `/totalBudget can't be set to ${quoted(total)}; it can't be lower than /dailyBudget ${quoted(daily)}`,
    );
}
