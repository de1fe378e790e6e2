import type { Proposal } from '../../../../contracts/campaign/proposal.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { DayRange } from '../../reports/domain/range.ts';

/** The figures of one platform and day for the optimiser; `cost` is in units of the currency, not in micros. */
export type PlatformDay = {
  readonly platform: Platform;
  readonly date: string;
  readonly clicks: number;
  readonly conversions: number;
  readonly cost: number;
};

export type Result = 'conversions' | 'clicks';

type Facts = Proposal['evidence']['facts'];

const cents = (value: number): number => Math.round(value * 100) / 100;

/** The days within a range, of one platform or of all. */
export function daysOf(
  days: readonly PlatformDay[],
  range: DayRange,
  platform?: Platform,
): readonly PlatformDay[] {
  return days.filter(
    (day) =>
      (platform === undefined || day.platform === platform) && day.date >= range.from && day.date <= range.to,
  );
}

/** The numbers that a marketer checks first: results, cost and cost per result of one platform or window. */
export function factsOf(
  label: string,
  days: readonly PlatformDay[],
  result: Result,
  currency: string,
): Facts {
  const results = days.reduce((sum, day) => sum + day[result], 0);
  const cost = days.reduce((sum, day) => sum + day.cost, 0);
  const facts: Facts = [
    { label: `${label}: ${result}`, value: cents(results), unit: result },
    { label: `${label}: cost`, value: cents(cost), unit: currency },
  ];
  if (results > 0) {
    const unit = result === 'clicks' ? 'click' : 'conversion';
    facts.push({ label: `${label}: cost per ${unit}`, value: cents(cost / results), unit: currency });
  }
  return facts;
}
