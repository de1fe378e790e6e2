import { breaks, oldFigures } from './breaks.ts';
import type { Finding } from './finding.ts';
import { overDelivered } from './over-delivery.ts';
import { paceOf, periodsOf } from './pace.ts';
import { paceFindings } from './pace-rules.ts';
import type { DayCost, Plan, Thresholds } from './plan.ts';

/** What is known of the figures of one campaign. */
export type Known = {
  /** All days with figures of the flight and of the last 40 days, in the plan's currency. */
  readonly costs: readonly DayCost[];
  /** The last day that ever had figures. */
  readonly lastDay: string | null;
  /** Whether there are figures in another currency than the plan's. They are compared with nothing. */
  readonly otherCurrency: boolean;
};

const OTHER_CURRENCY =
  'There are figures in another currency than that of the budget; they are not in the sum.';
/** Their budget was stopped or is over: what a rule says about a running one is no news. */
const ENDED = new Set<Plan['status']>(['archived']);

/** Everything that the rules find about one campaign on a day (UTC). */
export function findAll(plan: Plan, known: Known, limits: Thresholds, today: string): Finding[] {
  if (ENDED.has(plan.status)) return [];
  const paces = periodsOf(plan, today).map((period) => paceOf(plan, period, known.costs, today));
  const found = [
    ...paces.flatMap((pace) => paceFindings(plan, pace, limits)),
    ...overDelivered(plan, known.costs, today),
    ...breaks(plan, known.costs, limits, today),
    ...oldFigures(plan, known.lastDay, limits, today),
  ];
  if (!known.otherCurrency) return found;
  return found
    .filter(({ code }) => code !== 'BUDGET_BEHIND' && code !== 'SPEND_STOPPED')
    .map((finding) => ({ ...finding, unknown: [...finding.unknown, OTHER_CURRENCY] }));
}
