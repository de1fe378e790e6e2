import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { dailyFloor } from '../../../../rules/floors.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';

/** The smallest daily budget by platform in micros; a platform is absent while nobody here knows its smallest budget. */
export type KnownFloors = Readonly<Partial<Record<Platform, number>>>;

/**
 * What the rules know of the smallest daily budgets in a currency. `adGroups` says how many ad groups each platform runs;
 * LinkedIn asks its smallest budget of each. One where it is not said.
 */
export function floorsIn(currency: string, adGroups: Partial<Record<Platform, number>> = {}): KnownFloors {
  const floors: Partial<Record<Platform, number>> = {};
  for (const platform of PLATFORMS) {
    const floor = dailyFloor(platform, currency, adGroups[platform] ?? 1);
    if (floor.known) floors[platform] = floor.micros;
  }
  return floors;
}

/** What a proposal says about the platforms whose smallest budget nobody here knows; empty when all are known. */
export function unknownFloors(lowered: readonly Platform[], floors: KnownFloors, currency: string): string {
  const names = lowered.filter((platform) => floors[platform] === undefined).map((p) => PLATFORM_NAMES[p]);
  if (names.length === 0) return '';
  return ` The smallest daily budget of ${names.join(' and ')} in ${currency} is not known here; the platform has the last word.`;
}
