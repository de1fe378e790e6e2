import { smallestUnitMicros } from '../../../lib/currency.ts';
import { MICROS } from '../../../lib/money.ts';
import { daysBetween } from '../../../lib/time.ts';
import { floorIn } from '../../floors.ts';
import type { GoogleAdsLimits } from '../../google-ads/limits.ts';
import type { Share } from '../share.ts';
import type { Say } from '../say.ts';

/** Google's rules for a budget: whole units of the currency, within its bounds; a total is not enforced there. */
export function checkGoogleBudget(share: Share, limits: GoogleAdsLimits, say: Say): void {
  const { dailyMicros, currency } = share;
  const unit = limits.billableUnitMicros[currency] ?? smallestUnitMicros(currency);
  const floor = floorIn(limits.dailyFloorMicros, currency);
  if (dailyMicros % unit !== 0)
    say(
      'error',
      'BUDGET_NOT_MULTIPLE',
      'dailyMicros',
      `The daily budget must be a multiple of ${unit / MICROS} ${currency}.`,
    );
  if (!floor.known)
    say(
      'warning',
      'BUDGET_FLOOR_UNKNOWN',
      'dailyMicros',
      `The smallest daily budget of Google Ads in ${currency} is not known here.`,
    );
  else if (dailyMicros < floor.micros)
    say(
      'error',
      'BUDGET_BELOW_FLOOR',
      'dailyMicros',
      `Google Ads needs at least ${floor.micros / MICROS} ${currency} a day.`,
    );
  if (dailyMicros > limits.dailyBudgetMostMicros)
    say('error', 'BUDGET_TOO_LARGE', 'dailyMicros', 'The daily budget is above what Google Ads takes.');
  checkTotal(share, say);
}

function checkTotal({ dailyMicros, totalMicros, schedule }: Share, say: Say): void {
  if (totalMicros === null) return;
  const days = schedule.endDate === undefined ? null : daysBetween(schedule.startDate, schedule.endDate);
  if (days === null || days * dailyMicros > totalMicros)
    say(
      'loss',
      'BUDGET_TOTAL_NOT_ENFORCED',
      'totalMicros',
      'Google Ads holds a daily budget only: it does not stop by itself when the total is spent.',
    );
}
