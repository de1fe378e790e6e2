import { addDays } from '../../../../lib/time.ts';
import { BUDGET_OF_TODAY, missing, money, percent, type Finding } from './finding.ts';
import { shareOf, type Pace } from './pace.ts';
import type { Plan, Thresholds } from './plan.ts';

/** With fewer days than this a share says more about the days than about the campaign. */
const LEAST_DAYS = 3;

const NAMES = { month: "this month's", flight: "the flight's" } as const;

/**
 * What a period's pace says: ahead of the plan, behind it, or nearly used up too early. Behind is said only where every day has
 * figures and the campaign runs: spend that nobody has told is not spend that did not happen.
 */
export function paceFindings(plan: Plan, pace: Pace, limits: Thresholds): Finding[] {
  const { ratio, spentMicros: spent, knownThrough } = pace;
  if (spent === null || knownThrough === null) return [];
  const knownDays = pace.daysGone - pace.daysWithoutFigures;
  const make = maker(plan, pace, spent, knownThrough);
  const words = `${money(spent, plan.currency)} of ${NAMES[pace.kind]} ${money(pace.budgetMicros, plan.currency)}`;
  const found: Finding[] = [];
  if (ratio !== null && knownDays >= LEAST_DAYS) {
    const ofPlan = `${percent(ratio)} of what ${knownDays} days with figures plan`;
    const until = `are spent up to ${knownThrough}: ${ofPlan}.`;
    const isTold = pace.daysWithoutFigures === 0 && plan.status === 'active';
    if (ratio * 100 >= limits.aheadPercent)
      found.push(make('BUDGET_AHEAD', 'warning', 'plan', `At least ${words} ${until}`));
    else if (isTold && ratio * 100 <= limits.behindPercent)
      found.push(make('BUDGET_BEHIND', 'info', 'plan', `${words} ${until}`));
  }
  const used = shareOf(spent, pace.budgetMicros);
  const gone = pace.daysGone / pace.days;
  if (used * 100 >= limits.usedPercent && gone < Math.min(used, 1)) {
    const when = `are spent (${percent(used)}) when ${percent(gone)} of its days are over.`;
    found.push(make('BUDGET_NEARLY_USED', 'warning', 'budget', `At least ${words} ${when}`));
  }
  return found;
}

function maker(plan: Plan, pace: Pace, spentMicros: bigint, to: string) {
  return (
    code: Finding['code'],
    severity: Finding['severity'],
    comparedWith: 'plan' | 'budget',
    message: string,
  ): Finding => ({
    key: `${code} ${plan.campaignId} ${pace.kind} ${pace.from}`,
    code,
    severity,
    campaignId: plan.campaignId,
    currency: plan.currency,
    platform: null,
    from: pace.from,
    to,
    spentMicros,
    comparedWith,
    comparedMicros: comparedWith === 'plan' ? pace.plannedMicros : pace.budgetMicros,
    message,
    unknown: [BUDGET_OF_TODAY, ...missing(pace.daysWithoutFigures)],
    until: addDays(pace.to, 1),
  });
}
