import { decimalToMicros, microsToDecimal, splitEvenly } from '../../../lib/money.ts';
import { budgetUnitMicros } from '../../../rules/linkedin-ads/budget-unit.ts';

export type Amount = { amount: string; currencyCode: string };

/**
 * Divides micros between ad groups in whole units of the currency. The shares add up exactly; the first ones get the
 * remainder.
 */
export function shares(micros: number, currency: string, parts: number): number[] {
  const unit = budgetUnitMicros(currency);
  const rest = micros % unit;
  return splitEvenly((micros - rest) / unit, parts).map(
    (units, index) => units * unit + (index === 0 ? rest : 0),
  );
}

/** An amount of money as LinkedIn writes it. */
export function amountOf(micros: number, currency: string): Amount {
  return { amount: microsToDecimal(micros), currencyCode: currency };
}

/** The exact micros of an amount; null when there is none. */
export function microsOf(money: Amount | undefined): number | null {
  return money === undefined ? null : decimalToMicros(money.amount);
}
