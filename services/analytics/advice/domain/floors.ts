import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { dailyFloor } from '../../../../rules/floors.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';

/** The smallest daily budget of each platform in micros; a platform whose minimum the rules do not know is absent. */
export type KnownFloors = Readonly<Partial<Record<Platform, number>>>;

/**
 * The smallest daily budgets in a currency, as far as the rules know them. `adGroups` is the number of ad groups on
 * each platform (1 by default), because LinkedIn's minimum holds for each ad group.
 */
export function floorsIn(currency: string, adGroups: Partial<Record<Platform, number>> = {}): KnownFloors {
  const floors: Partial<Record<Platform, number>> = {};
  for (const platform of PLATFORMS) {
    const floor = dailyFloor(platform, currency, adGroups[platform] ?? 1);
    if (floor.known) floors[platform] = floor.micros;
  }
  return floors;
}

/** A sentence about the platforms whose smallest budget the rules do not know; empty when they know all. */
export function unknownFloors(lowered: readonly Platform[], floors: KnownFloors, currency: string): string {
  const names = lowered.filter((platform) => floors[platform] === undefined).map((p) => PLATFORM_NAMES[p]);
  if (names.length === 0) return '';
  return ` The smallest daily budget of ${names.join(' and ')} in ${currency} is not known here; the platform has the last word.`;
}
