import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Check } from '../../../contracts/structure.ts';
import { MICROS } from '../../../lib/money.ts';
import { checkAdGroup, type Say } from './check-ad-group.ts';
import { linkedInGeoUrn, linkedInLocale } from './geo.ts';
import { LINKEDIN_ADS_LIMITS, type LinkedInAdsLimits } from './limits.ts';
import { budgetUnitMicros, shares } from './money.ts';
import { servesOnLinkedIn } from './plan.ts';

/**
 * LinkedIn's rules applied to a desired campaign without asking LinkedIn: `error` is what the platform would refuse,
 * `loss` what it cannot express and leaves out, `warning` what it accepts although it will hardly serve.
 */
export function checkLinkedIn(desired: DesiredCampaign, overrides: Partial<LinkedInAdsLimits> = {}): Check[] {
  const limits = { ...LINKEDIN_ADS_LIMITS, ...overrides };
  const checks: Check[] = [];
  const say: Say = (severity, code, path, message) =>
    checks.push({ platform: 'linkedin-ads', severity, code, path, message });
  const adGroups = desired.adGroups.filter(servesOnLinkedIn).length;
  if (adGroups === 0) say('error', 'ADS_MISSING', 'adGroups', 'LinkedIn Ads needs at least one text ad.');
  else checkBudget(desired, adGroups, limits, say);
  checkTargeting(desired, say);
  checkCampaign(desired, limits, say);
  desired.adGroups.forEach((group, index) => checkAdGroup(group, `adGroups.${index}`, limits, say));
  return checks;
}

function checkBudget(desired: DesiredCampaign, parts: number, limits: LinkedInAdsLimits, say: Say): void {
  const { currency } = desired;
  const unit = budgetUnitMicros(currency);
  const budgets = [
    ['dailyMicros', desired.dailyMicros, limits.dailyFloorMicros, 'a day'],
    ['totalMicros', desired.totalMicros, limits.totalFloorMicros, 'in total'],
  ] as const;
  for (const [path, micros, floors, period] of budgets) {
    if (micros === null) continue;
    const floor = floors[currency];
    if (micros % unit !== 0)
      say(
        'error',
        'BUDGET_NOT_MULTIPLE',
        path,
        `The budget must be a multiple of ${unit / MICROS} ${currency}.`,
      );
    if (floor === undefined)
      say(
        'warning',
        'BUDGET_FLOOR_UNKNOWN',
        path,
        `LinkedIn's smallest budget in ${currency} is not known here.`,
      );
    else if (Math.min(...shares(micros, currency, parts)) < floor)
      say(
        'error',
        'BUDGET_BELOW_FLOOR',
        path,
        `LinkedIn Ads needs at least ${floor / MICROS} ${currency} ${period} for each of ${parts} ad groups.`,
      );
  }
  if (desired.totalMicros !== null && desired.totalMicros < desired.dailyMicros)
    say('error', 'BUDGET_TOTAL_BELOW_DAILY', 'totalMicros', 'The total budget is below the daily budget.');
}

function checkTargeting({ targeting }: DesiredCampaign, say: Say): void {
  targeting.locations.forEach((location, index) => {
    if (linkedInGeoUrn(location) === null)
      say(
        'loss',
        'LOCATION_NOT_EXPRESSED',
        `targeting.locations.${index}`,
        `LinkedIn has no place “${location}”.`,
      );
  });
  if (targeting.locations.every((location) => linkedInGeoUrn(location) === null))
    say('error', 'LOCATIONS_MISSING', 'targeting.locations', 'LinkedIn needs at least one place.');
  const first = targeting.languages.findIndex((language) => linkedInLocale(language) !== null);
  if (first < 0)
    say('error', 'LANGUAGES_MISSING', 'targeting.languages', 'LinkedIn has none of these languages.');
  targeting.languages.forEach((language, index) => {
    if (first >= 0 && index !== first)
      say(
        'loss',
        'LANGUAGE_NOT_EXPRESSED',
        `targeting.languages.${index}`,
        `A LinkedIn campaign has one language; “${language}” is left out.`,
      );
  });
}

function checkCampaign(desired: DesiredCampaign, limits: LinkedInAdsLimits, say: Say): void {
  const { objective, schedule, landingPageUrl } = desired;
  if (schedule.endDate !== undefined && schedule.endDate < schedule.startDate)
    say('error', 'SCHEDULE_REVERSED', 'schedule.endDate', 'The campaign ends before it starts.');
  if (!/^https?:\/\//i.test(landingPageUrl))
    say('error', 'URL_SCHEME_MISSING', 'landingPageUrl', 'The landing page needs http:// or https://.');
  if ([...landingPageUrl].length > limits.landingPageCharacters)
    say(
      'error',
      'URL_TOO_LONG',
      'landingPageUrl',
      `LinkedIn takes ${limits.landingPageCharacters} characters.`,
    );
  if (objective === 'leads')
    say(
      'loss',
      'OBJECTIVE_APPROXIMATED',
      'objective',
      'Text ads have no lead forms: leads are bought as conversions.',
    );
  if (objective === 'leads' || objective === 'sales')
    say(
      'warning',
      'CONVERSIONS_NEEDED',
      'objective',
      'Buying conversions needs the LinkedIn Insight Tag on the site.',
    );
}
