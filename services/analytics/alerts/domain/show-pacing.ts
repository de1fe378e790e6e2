import type { CampaignPacing } from '../../../../contracts/analytics/alerts.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { exactInteger, type ExactInteger } from '../../../../lib/money.ts';
import { OVER_DELIVERY } from '../../../../rules/over-delivery.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import type { Known } from './find.ts';
import { BUDGET_OF_TODAY } from './finding.ts';
import { mostOf } from './over-delivery.ts';
import { paceOf, periodsOf, sum, type Pace } from './pace.ts';
import { dailyOn, type Plan } from './plan.ts';

/** The pace of a campaign, as it is shown. */
export function pacingOf(
  plan: Plan,
  known: Known,
  unknown: readonly string[],
  today: string,
): CampaignPacing {
  const paces = periodsOf(plan, today).map((period) => paceOf(plan, period, known.costs, today));
  const month = today.slice(0, 7);
  const platforms = plan.platforms.map((platform) => {
    const costs = known.costs.filter((cost) => cost.platform === platform && cost.date.startsWith(month));
    const most = mostOf(plan, platform);
    const { source, checkedOn } = OVER_DELIVERY[platform];
    return {
      platform,
      dailyMicros: dailyOn(plan, platform),
      monthSpentMicros: costs.length === 0 ? null : exactInteger(sum(costs.map((cost) => cost.costMicros))),
      mostOfDayMicros: exact(most?.dayMicros ?? null),
      mostOfMonthMicros: exact(most?.monthMicros ?? null),
      source,
      checkedOn,
    };
  });
  const { campaignId, name, currency } = plan;
  return {
    campaignId,
    name,
    currency,
    periods: paces.map((pace) => ({
      ...pace,
      budgetMicros: exactInteger(pace.budgetMicros),
      plannedMicros: exactInteger(pace.plannedMicros),
      spentMicros: exact(pace.spentMicros),
    })),
    platforms,
    unknown: [...unknown, ...unknownOf(paces, platforms, known.otherCurrency)],
  };
}

function unknownOf(
  paces: readonly Pace[],
  platforms: readonly { platform: Platform; dailyMicros: number | null }[],
  otherCurrency: boolean,
): string[] {
  const days = paces.filter(({ daysWithoutFigures }) => daysWithoutFigures > 0);
  return [
    BUDGET_OF_TODAY,
    ...days.map(
      ({ kind, daysWithoutFigures, daysGone }) =>
        `Of ${daysWithoutFigures} of the ${daysGone} days of the ${kind} that are over there are no figures; what was spent then is not known.`,
    ),
    ...platforms
      .filter(({ dailyMicros }) => dailyMicros === null)
      .map(({ platform }) => `The share of ${PLATFORM_NAMES[platform]} in the daily budget is not known.`),
    ...(otherCurrency
      ? ['There are figures in another currency than that of the budget; they are in no sum here.']
      : []),
  ];
}

const exact = (micros: bigint | null): ExactInteger | null => (micros === null ? null : exactInteger(micros));
