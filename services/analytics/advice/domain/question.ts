import type { Platform } from '../../../../contracts/values.ts';
import { MICROS } from '../../../../lib/money.ts';
import type { PlatformDay } from './evidence.ts';
import type { KnownFloors } from './floors.ts';
import type { DaySums } from '../../reports/domain/report.ts';
import { millionths } from '../../reports/domain/sums.ts';

/** The optimiser's input: a campaign's daily figures and its present budget in micros. */
export type Question = {
  readonly days: readonly PlatformDay[];
  readonly budget: {
    readonly dailyMicros: number;
    readonly currency: string;
    readonly split: readonly { readonly platform: Platform; readonly dailyMicros: number }[];
  };
  readonly floorMicros: KnownFloors;
  readonly factVersion: number;
};

/** The days of one currency for the optimiser: cost in units of the currency, not in micros. */
export function platformDays(days: readonly DaySums[], currency: string): PlatformDay[] {
  return days
    .filter((day) => day.currency === currency)
    .map((day) => ({
      platform: day.platform,
      date: day.date,
      clicks: Number(day.clicks),
      conversions: millionths(day.conversionsMicros),
      cost: Number(day.costMicros) / MICROS,
    }));
}
