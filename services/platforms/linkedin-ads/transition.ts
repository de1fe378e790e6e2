import { LINKEDIN_ADS_LIMITS } from '../../../rules/linkedin-ads/limits.ts';
import { budgetUnitMicros } from '../../../rules/linkedin-ads/budget-unit.ts';
import type { KnownObjects } from '../port.ts';
import type { LiveChildren } from './live.ts';
import { microsOf } from './money.ts';
import type { PlannedAdGroup } from './plan.ts';

/** Budgets for the time in which old and new ad groups serve beside each other. */
export type Transition = {
  /** The planned ad groups, new ones with what they may begin with. */
  planned: readonly PlannedAdGroup[];
  /** Ad groups that go, with what is left to them until then. */
  lowered: readonly { externalId: string; dailyMicros: number }[];
  /** Whether ad groups that go still serve, so that no budget may rise yet. */
  isBusy: boolean;
};

/**
 * Divides the money between ad groups that stay, come and go, so that all of them together can spend no more in a day than
 * the old or the new budget, whichever is more. Those that go are lowered to LinkedIn's smallest budget first, then those
 * that come begin with less. Where even the smallest budgets are too much together, the new ones keep theirs: a campaign
 * without ads would be worse than a moment of two.
 */
export function transitionBudgets(
  planned: readonly PlannedAdGroup[],
  live: LiveChildren['adGroups'],
  known: KnownObjects,
  currency: string,
): Transition {
  const keys = new Set(planned.map(({ key }) => key));
  const ids = new Map([...known].map(([key, { externalId }]) => [externalId, key]));
  const stale = live.filter(({ externalId, status }) => {
    const key = ids.get(externalId);
    return key !== undefined && !keys.has(key) && status === 'ACTIVE';
  });
  const foundOf = ({ key }: PlannedAdGroup): number | undefined => {
    const externalId = known.get(key)?.externalId;
    const found = live.find((group) => group.externalId === externalId);
    return found === undefined ? undefined : (microsOf(found.dailyBudget) ?? 0);
  };
  const fresh = planned.filter((group) => foundOf(group) === undefined);
  if (stale.length === 0 || fresh.length === 0) return { planned, lowered: [], isBusy: stale.length > 0 };
  const staleMicros = sum(stale.map(({ dailyBudget }) => microsOf(dailyBudget) ?? 0));
  const keptFound = sum(planned.map((group) => foundOf(group) ?? 0));
  const kept = sum(planned.map((group) => Math.min(foundOf(group) ?? 0, group.dailyMicros)));
  const limit = Math.max(staleMicros + keptFound, sum(planned.map(({ dailyMicros }) => dailyMicros)));
  const freshMicros = sum(fresh.map(({ dailyMicros }) => dailyMicros));
  if (kept + staleMicros + freshMicros <= limit) return { planned, lowered: [], isBusy: true };
  const floor = LINKEDIN_ADS_LIMITS.dailyFloorMicros[currency];
  if (floor === undefined) return { planned, lowered: [], isBusy: true };
  const lowered = stale.map(({ externalId, dailyBudget }) => ({
    externalId,
    dailyMicros: Math.min(floor, microsOf(dailyBudget) ?? floor),
  }));
  const unit = budgetUnitMicros(currency);
  const room = limit - kept - sum(lowered.map(({ dailyMicros }) => dailyMicros));
  const each = Math.max(floor, Math.floor(room / fresh.length / unit) * unit);
  const begin = (group: PlannedAdGroup): PlannedAdGroup =>
    fresh.includes(group) ? { ...group, dailyMicros: Math.min(group.dailyMicros, each) } : group;
  return { planned: planned.map(begin), lowered, isBusy: true };
}

function sum(micros: readonly number[]): number {
  return micros.reduce((total, one) => total + one, 0);
}
