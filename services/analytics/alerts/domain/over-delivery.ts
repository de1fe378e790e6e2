import type { Platform } from '../../../../contracts/values.ts';
import { OVER_DELIVERY } from '../../../../rules/over-delivery.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { addDays } from '../../../../lib/time.ts';
import { BUDGET_OF_TODAY, money, type Finding } from './finding.ts';
import { sum } from './pace.ts';
import { dailyOn, type DayCost, type Plan } from './plan.ts';

/** A day of this age is told no more: whoever had to hear of it has. */
export const NEWS_DAYS = 7;

/** The most that a platform says to spend on a day and in a calendar month; null where the platform's share is not known. */
export function mostOf(plan: Plan, platform: Platform): { dayMicros: bigint; monthMicros: bigint } | null {
  const daily = dailyOn(plan, platform);
  if (daily === null) return null;
  const { dayTenths, monthTenths } = OVER_DELIVERY[platform];
  return { dayMicros: tenths(daily, dayTenths), monthMicros: tenths(daily, monthTenths) };
}
const tenths = (micros: number, count: number): bigint => (BigInt(micros) * BigInt(count)) / 10n;

/** Days, and the month, on which a platform took more than it says to take at the most. */
export function overDelivered(plan: Plan, costs: readonly DayCost[], today: string): Finding[] {
  return plan.platforms.flatMap((platform) => {
    const most = mostOf(plan, platform);
    if (most === null) return [];
    const own = costs.filter((cost) => cost.platform === platform);
    const { source, checkedOn } = OVER_DELIVERY[platform];
    const name = PLATFORM_NAMES[platform];
    const common = {
      severity: 'warning',
      campaignId: plan.campaignId,
      currency: plan.currency,
      platform,
      comparedWith: 'most',
      unknown: [BUDGET_OF_TODAY, `The most is what ${name} says (${source}, read on ${checkedOn}).`],
    } as const;
    const days = own
      .filter(({ date, costMicros }) => date >= addDays(today, -NEWS_DAYS) && costMicros > most.dayMicros)
      .map(({ date, costMicros }): Finding => ({
        ...common,
        key: `DAY_OVER_DELIVERED ${plan.campaignId} ${platform} ${date}`,
        code: 'DAY_OVER_DELIVERED',
        from: date,
        to: date,
        spentMicros: costMicros,
        comparedMicros: most.dayMicros,
        message: `${money(costMicros, plan.currency)} on ${date} are more than the ${money(most.dayMicros, plan.currency)} that ${name} takes on a day at the most.`,
        until: addDays(date, NEWS_DAYS),
      }));
    const month = today.slice(0, 7);
    const inMonth = own.filter(({ date }) => date.startsWith(month));
    const spent = sum(inMonth.map(({ costMicros }) => costMicros));
    if (spent <= most.monthMicros) return days;
    const from = `${month}-01`;
    return [
      ...days,
      {
        ...common,
        key: `MONTH_OVER_DELIVERED ${plan.campaignId} ${platform} ${from}`,
        code: 'MONTH_OVER_DELIVERED' as const,
        from,
        to: today,
        spentMicros: spent,
        comparedMicros: most.monthMicros,
        message: `At least ${money(spent, plan.currency)} since ${from} are more than the ${money(most.monthMicros, plan.currency)} that ${name} takes in a month at the most.`,
        until: addDays(from, 31 + NEWS_DAYS),
      },
    ];
  });
}
