import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Check } from '../../../contracts/structure.ts';
import { checkLinkedInAdGroups } from '../../../rules/checks/linkedin-ads/ad-groups.ts';
import { checkLinkedInBudget } from '../../../rules/checks/linkedin-ads/budget.ts';
import { checksOf, type Say } from '../../../rules/checks/say.ts';
import { checkSettings } from '../../../rules/checks/settings.ts';
import { LINKEDIN_ADS_LIMITS, type LinkedInAdsLimits } from '../../../rules/linkedin-ads/limits.ts';
import { linkedInGeoUrn, linkedInLocale } from './geo.ts';

/**
 * Checks a desired campaign against LinkedIn's rules without calling LinkedIn. `error`: the platform would refuse it;
 * `loss`: the platform cannot express it and it is left out; `warning`: the platform accepts it, but it will hardly
 * serve. The rules are in `rules/`; this adapter adds which places and languages LinkedIn has.
 */
export function checkLinkedIn(desired: DesiredCampaign, overrides: Partial<LinkedInAdsLimits> = {}): Check[] {
  const limits = { ...LINKEDIN_ADS_LIMITS, ...overrides };
  return checksOf('linkedin-ads', (say) => {
    checkLinkedInBudget(desired, limits, say);
    checkTargeting(desired, say);
    checkSettings('linkedin-ads', desired, say, limits);
    checkLinkedInAdGroups(desired.adGroups, limits, say);
  });
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
