import { describe, expect, it } from 'vitest';
import type { LiveChildren } from './live.ts';
import type { PlannedAdGroup } from './plan.ts';
import { transitionBudgets } from './transition.ts';

const M = 1_000_000;
const planned = (key: string, dollars: number): PlannedAdGroup =>
  ({
    key,
    name: key,
    path: '',
    dailyMicros: dollars * M,
    totalMicros: null,
    ads: [],
  }) as unknown as PlannedAdGroup;
const serving = (id: string, dollars: number, status = 'ACTIVE'): LiveChildren['adGroups'][number] =>
  ({
    ...{ key: id, externalId: id, status, state: status },
    dailyBudget: { amount: `${dollars}.00`, currencyCode: 'USD' },
  }) as unknown as LiveChildren['adGroups'][number];
const knownOf = (...ids: string[]) => new Map(ids.map((id) => [id, { kind: 'ad-group', externalId: id }]));
const total = (groups: readonly { dailyMicros: number }[]): number =>
  groups.reduce((sum, { dailyMicros }) => sum + dailyMicros, 0);

describe('while ad groups take the place of others', () => {
  it('nothing changes where none comes or none goes', () => {
    const wanted = [planned('a', 25)];
    expect(transitionBudgets(wanted, [serving('a', 25)], knownOf('a'), 'USD')).toEqual({
      planned: wanted,
      lowered: [],
      isBusy: false,
    });
    const gone = transitionBudgets(wanted, [serving('a', 25), serving('b', 25)], knownOf('a', 'b'), 'USD');
    expect(gone).toEqual({ planned: wanted, lowered: [], isBusy: true });
    const paused = transitionBudgets([planned('c', 25)], [serving('b', 25, 'PAUSED')], knownOf('b'), 'USD');
    expect(paused.isBusy).toBe(false);
  });

  it('old and new together never exceed the budget, and none is under the smallest', () => {
    for (const dollars of [20, 25, 60, 500]) {
      const live = [serving('a', dollars), serving('b', dollars)];
      const plan = [planned('a', dollars), planned('c', dollars)];
      const { planned: begun, lowered, isBusy } = transitionBudgets(plan, live, knownOf('a', 'b'), 'USD');
      expect(isBusy).toBe(true);
      expect(total(begun) + total(lowered)).toBeLessThanOrEqual(2 * dollars * M);
      for (const { dailyMicros } of [...begun, ...lowered])
        expect(dailyMicros).toBeGreaterThanOrEqual(10 * M);
    }
  });
});
