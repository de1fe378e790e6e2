import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Budget } from '../../../../contracts/campaign/input.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { smallestUnitMicros } from '../../../../lib/currency.ts';
import type { FieldFault } from '../../../../lib/errors.ts';
import { splitEvenly } from '../../../../lib/money.ts';

type Split = Campaign['budget']['split'];

/**
 * The budget's shares: as given, or equal ones in the order of the platforms. They add up to the daily budget exactly, and
 * equal ones are whole smallest coins (cents, yen) when the budget is, because platforms take no less.
 */
export function withSplit(budget: Budget, platforms: readonly Platform[]): Campaign['budget'] {
  const coin = smallestUnitMicros(budget.currency);
  const step = budget.dailyMicros % coin === 0 ? coin : 1;
  const shares = splitEvenly(budget.dailyMicros / step, platforms.length);
  const equal = platforms.map((platform, i) => ({ platform, dailyMicros: (shares[i] ?? 0) * step }));
  return { ...budget, split: budget.split ?? equal };
}

/** Faults of a budget with its split: each platform once and all of them, an exact sum, a total of a day at least. */
export function budgetFaults(budget: Campaign['budget'], platforms: readonly Platform[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const addFault = (path: string, code: string, message: string) => faults.push({ path, code, message });
  const named = budget.split.map((share) => share.platform);
  const complete = named.length === platforms.length && platforms.every((p) => named.includes(p));
  if (!complete)
    addFault(
      'budget.split',
      'SPLIT_PLATFORMS_DIFFER',
      'The split must name each platform of the campaign once.',
    );
  const sum = budget.split.reduce((total, s) => total + BigInt(s.dailyMicros), 0n);
  if (complete && sum !== BigInt(budget.dailyMicros))
    addFault(
      'budget.split',
      'SPLIT_SUM_DIFFERS',
      `The shares add up to ${sum}, not to ${budget.dailyMicros}.`,
    );
  budget.split.forEach((share, i) => {
    if (share.dailyMicros < 1)
      addFault(`budget.split.${i}.dailyMicros`, 'SHARE_EMPTY', 'Each platform needs a share above zero.');
  });
  if (budget.totalMicros !== undefined && budget.totalMicros < budget.dailyMicros)
    addFault('budget.totalMicros', 'TOTAL_BELOW_DAILY', 'The total is less than one day.');
  return faults;
}

/**
 * Divides a total over the platforms in the proportion of their daily shares: exact integers that add up to the total.
 * Each gets floor(total × share ÷ daily); what is left goes one micro each to the first platforms.
 */
export function shareTotal(totalMicros: number, split: Split): number[] {
  const daily = split.reduce((sum, s) => sum + BigInt(s.dailyMicros), 0n);
  const shares = split.map((s) => (BigInt(totalMicros) * BigInt(s.dailyMicros)) / daily);
  const rest = BigInt(totalMicros) - shares.reduce((sum, s) => sum + s, 0n);
  return shares.map((share, i) => Number(share + (BigInt(i) < rest ? 1n : 0n)));
}
