import type { Platform } from '../contracts/values.ts';
import { GOOGLE_ADS_LIMITS } from './google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from './linkedin-ads/limits.ts';

/**
 * The smallest budget that a platform accepts, in micros. `known: false` does not mean that there is none: nobody here
 * knows it. A caller then says so (BUDGET_FLOOR_UNKNOWN) and never treats it as zero.
 */
export type Floor = { known: true; micros: number } | { known: false };

type FloorTable = Readonly<Record<string, number>>;

/** The smallest daily budget of a platform's share by currency; LinkedIn asks it of each ad group that it runs. */
export function dailyFloor(platform: Platform, currency: string, adGroups = 1): Floor {
  return platform === 'google-ads'
    ? floorIn(GOOGLE_ADS_LIMITS.dailyFloorMicros, currency)
    : floorIn(LINKEDIN_ADS_LIMITS.dailyFloorMicros, currency, adGroups);
}

/** The floor that a table has for a currency, `times` as large where it applies to each of several parts. */
export function floorIn(table: FloorTable, currency: string, times = 1): Floor {
  const micros = Object.hasOwn(table, currency) ? table[currency] : undefined;
  return micros === undefined ? { known: false } : { known: true, micros: micros * times };
}
