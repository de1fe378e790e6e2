import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Check } from '../../../contracts/structure.ts';
import { checkGoogleAdGroups } from '../../../rules/checks/google-ads/ad-groups.ts';
import { checkGoogleBudget } from '../../../rules/checks/google-ads/budget.ts';
import { checksOf, type Say } from '../../../rules/checks/say.ts';
import { checkSettings } from '../../../rules/checks/settings.ts';
import { GOOGLE_ADS_LIMITS, type GoogleAdsLimits } from '../../../rules/google-ads/limits.ts';
import { googleGeoId, googleLanguageId } from './geo.ts';
import { planResources } from './plan.ts';

/**
 * Checks a desired campaign against Google's rules without calling Google. `error`: the platform would refuse it;
 * `loss`: the platform cannot express it and it is left out; `warning`: the platform accepts it, but it will hardly
 * serve. The rules are in `rules/`; this adapter adds which places and languages Google has, and how many objects fit
 * one request.
 */
export function checkGoogle(desired: DesiredCampaign, overrides: Partial<GoogleAdsLimits> = {}): Check[] {
  const limits = { ...GOOGLE_ADS_LIMITS, ...overrides };
  return checksOf('google-ads', (say) => {
    checkGoogleBudget(desired, limits, say);
    checkTargeting(desired, say);
    checkSettings('google-ads', desired, say, limits);
    checkGoogleAdGroups(desired.adGroups, limits, say);
    checkSize(desired, limits, say);
  });
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

function checkSize(desired: DesiredCampaign, limits: GoogleAdsLimits, say: Say): void {
  const operations = planResources(desired, '', desired.schedule.startDate).length;
  if (operations > limits.operationsPerMutate)
    say(
      'error',
      'CAMPAIGN_TOO_LARGE',
      'adGroups',
      `The campaign needs ${operations} objects; Google Ads takes ${limits.operationsPerMutate} at once.`,
    );
}
