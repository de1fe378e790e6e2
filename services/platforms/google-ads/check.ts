import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Check } from '../../../contracts/structure.ts';
import { daysBetween } from '../../../lib/time.ts';
import { smallestUnitMicros } from '../currency-units.ts';
import { checkAdGroup, type Say } from './check-ad-group.ts';
import { googleGeoId, googleLanguageId } from './geo.ts';
import { GOOGLE_ADS_LIMITS, type GoogleAdsLimits } from './limits.ts';
import { planResources, servesOnSearch } from './plan.ts';

/**
 * Google's rules applied to a desired campaign without asking Google: `error` is what the platform would refuse,
 * `loss` what it cannot express and leaves out, `warning` what it accepts although it will hardly serve.
 */
export function checkGoogle(desired: DesiredCampaign, overrides: Partial<GoogleAdsLimits> = {}): Check[] {
  const limits = { ...GOOGLE_ADS_LIMITS, ...overrides };
  const checks: Check[] = [];
  const say: Say = (severity, code, path, message) =>
    checks.push({ platform: 'google-ads', severity, code, path, message });
  checkBudget(desired, limits, say);
  checkTargeting(desired, say);
  checkCampaign(desired, limits, say);
  desired.adGroups.forEach((group, index) => checkAdGroup(group, `adGroups.${index}`, limits, say));
  if (!desired.adGroups.some(servesOnSearch))
    say('error', 'ADS_MISSING', 'adGroups', 'Google Ads needs at least one responsive search ad.');
  const operations = planResources(desired, '', desired.schedule.startDate).length;
  if (operations > limits.operationsPerMutate)
    say(
      'error',
      'CAMPAIGN_TOO_LARGE',
      'adGroups',
      `The campaign needs ${operations} objects; Google Ads takes ${limits.operationsPerMutate} at once.`,
    );
  return checks;
}

function checkBudget(desired: DesiredCampaign, limits: GoogleAdsLimits, say: Say): void {
  const { dailyMicros, totalMicros, currency, schedule } = desired;
  const unit = limits.billableUnitMicros[currency] ?? smallestUnitMicros(currency);
  const floor = limits.dailyFloorMicros[currency] ?? 0;
  if (dailyMicros % unit !== 0)
    say(
      'error',
      'BUDGET_NOT_MULTIPLE',
      'dailyMicros',
      `The daily budget must be a multiple of ${unit / 1e6} ${currency}.`,
    );
  if (dailyMicros < floor)
    say(
      'error',
      'BUDGET_BELOW_FLOOR',
      'dailyMicros',
      `Google Ads needs at least ${floor / 1e6} ${currency} a day.`,
    );
  if (dailyMicros > limits.dailyBudgetMostMicros)
    say('error', 'BUDGET_TOO_LARGE', 'dailyMicros', 'The daily budget is above what Google Ads takes.');
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

function checkTargeting({ targeting }: DesiredCampaign, say: Say): void {
  targeting.locations.forEach((location, index) => {
    if (googleGeoId(location) === null)
      say(
        'loss',
        'LOCATION_NOT_EXPRESSED',
        `targeting.locations.${index}`,
        `Google Ads has no place “${location}”.`,
      );
  });
  targeting.languages.forEach((language, index) => {
    if (googleLanguageId(language) === null)
      say(
        'loss',
        'LANGUAGE_NOT_EXPRESSED',
        `targeting.languages.${index}`,
        `Google Ads has no language “${language}”.`,
      );
  });
  if (targeting.locations.every((location) => googleGeoId(location) === null))
    say(
      'error',
      'LOCATIONS_MISSING',
      'targeting.locations',
      'No place is left: the ads would show everywhere.',
    );
  if (targeting.languages.every((language) => googleLanguageId(language) === null))
    say(
      'error',
      'LANGUAGES_MISSING',
      'targeting.languages',
      'No language is left: the ads would show to all.',
    );
}

function checkCampaign(desired: DesiredCampaign, limits: GoogleAdsLimits, say: Say): void {
  const { objective, schedule, landingPageUrl } = desired;
  if (schedule.endDate !== undefined && schedule.endDate < schedule.startDate)
    say('error', 'SCHEDULE_REVERSED', 'schedule.endDate', 'The campaign ends before it starts.');
  if (!/^https?:\/\//i.test(landingPageUrl))
    say('error', 'URL_SCHEME_MISSING', 'landingPageUrl', 'The landing page needs http:// or https://.');
  if (Buffer.byteLength(landingPageUrl) > limits.finalUrlBytes)
    say(
      'error',
      'URL_TOO_LONG',
      'landingPageUrl',
      `Google Ads takes ${limits.finalUrlBytes} bytes of address.`,
    );
  if (objective === 'awareness')
    say('loss', 'OBJECTIVE_APPROXIMATED', 'objective', 'On Google Search, awareness is bought as clicks.');
  if (objective === 'leads' || objective === 'sales')
    say(
      'warning',
      'CONVERSIONS_NEEDED',
      'objective',
      'Bidding for conversions needs conversion tracking in the Google Ads account.',
    );
}
