import { MICROS } from '../../../lib/money.ts';
import { floorIn } from '../../floors.ts';
import { countRunning } from '../../formats.ts';
import { budgetUnitMicros } from '../../linkedin-ads/budget-unit.ts';
import type { LinkedInAdsLimits } from '../../linkedin-ads/limits.ts';
import type { Share } from '../share.ts';
import type { Say } from '../say.ts';

/**
 * LinkedIn's rules for a budget, which is divided evenly over the ad groups that run there: whole units of the currency,
 * and the floor for each ad group. Nothing is said while no ad group runs; ADS_MISSING says that.
 */
export function checkLinkedInBudget(share: Share, limits: LinkedInAdsLimits, say: Say): void {
  const parts = countRunning('linkedin-ads', share.adGroups);
  if (parts === 0) return;
  const { currency, dailyMicros, totalMicros } = share;
  checkAmount(dailyMicros, { path: 'dailyMicros', period: 'a day', currency, parts }, limits, say);
  if (totalMicros === null) return;
  checkAmount(totalMicros, { path: 'totalMicros', period: 'in total', currency, parts }, limits, say);
  if (totalMicros < dailyMicros)
    say('error', 'BUDGET_TOTAL_BELOW_DAILY', 'totalMicros', 'The total budget is below the daily budget.');
}

type Amount = { path: 'dailyMicros' | 'totalMicros'; period: string; currency: string; parts: number };

function checkAmount(
  micros: number,
  { path, period, currency, parts }: Amount,
  limits: LinkedInAdsLimits,
  say: Say,
): void {
  const unit = budgetUnitMicros(currency);
  const floors = path === 'dailyMicros' ? limits.dailyFloorMicros : limits.totalFloorMicros;
  const each = floorIn(floors, currency);
  const floor = floorIn(floors, currency, parts);
  if (micros % unit !== 0)
    say(
      'error',
      'BUDGET_NOT_MULTIPLE',
      path,
      `The budget must be a multiple of ${unit / MICROS} ${currency}.`,
    );
  if (!each.known || !floor.known)
    say(
      'warning',
      'BUDGET_FLOOR_UNKNOWN',
      path,
      `LinkedIn's smallest budget in ${currency} is not known here.`,
    );
  else if (micros < floor.micros)
    say(
      'error',
      'BUDGET_BELOW_FLOOR',
      path,
      `LinkedIn Ads needs at least ${each.micros / MICROS} ${currency} ${period} for each of ${parts} ad groups.`,
    );
}
