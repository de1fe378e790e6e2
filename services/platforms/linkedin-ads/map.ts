import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { AdGroup } from '../../../contracts/structure.ts';
import { endOfDayMs, startOfDayMs } from '../vendor/account-days.ts';
import { markedName } from '../vendor/object-names.ts';
import { linkedInGeoUrn, linkedInLocale } from './geo.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../rules/linkedin-ads/limits.ts';

export type RunSchedule = { start: number; end?: number };
export type Targeting = { include: { and: { or: Record<string, string[]> }[] } };
export type TextAdContent = { headline: string; description: string; landingPage: string };

/** How an objective is bought with text ads: which vendor objective, and what its automatic bidding maximises (per CPM). */
export const OBJECTIVES: Readonly<
  Record<DesiredCampaign['objective'], { objectiveType: string; optimizationTargetType: string }>
> = {
  awareness: { objectiveType: 'BRAND_AWARENESS', optimizationTargetType: 'MAX_IMPRESSION' },
  traffic: { objectiveType: 'WEBSITE_VISIT', optimizationTargetType: 'MAX_CLICK' },
  leads: { objectiveType: 'WEBSITE_CONVERSION', optimizationTargetType: 'MAX_CONVERSION' },
  sales: { objectiveType: 'WEBSITE_CONVERSION', optimizationTargetType: 'MAX_CONVERSION' },
};

/** The name that the campaign group carries on the platform; ad groups are named the same way. */
export function platformName(name: string, marker: string): string {
  return markedName(name, marker, LINKEDIN_ADS_LIMITS.nameCharacters);
}

/** The run schedule in epoch milliseconds, end exclusive; a start that has passed becomes `now`, as the vendor wants. */
export function runSchedule({ schedule }: DesiredCampaign, timeZone: string, now: Date): RunSchedule {
  const start = Math.max(startOfDayMs(schedule.startDate, timeZone), now.getTime());
  return schedule.endDate === undefined ? { start } : { start, end: endOfDayMs(schedule.endDate, timeZone) };
}

/** The first language that LinkedIn has, as a locale; English when none is known (`check` refuses that before). */
export function localeOf({ targeting }: DesiredCampaign): { country: string; language: string } {
  const locale = targeting.languages.map(linkedInLocale).find((one) => one !== null) ?? 'en_US';
  const [language = 'en', country = 'US'] = locale.split('_');
  return { country, language };
}

/** Places and one interface locale always; an ad group's audiences narrow that, each facet ANDed, its values ORed. */
export function targetingOf(desired: DesiredCampaign, group: AdGroup): Targeting {
  const { country, language } = localeOf(desired);
  const facets: [string, readonly string[]][] = [
    ['locations', desired.targeting.locations.map(linkedInGeoUrn).filter((urn) => urn !== null)],
    ['interfaceLocales', [`urn:li:locale:${language}_${country}`]],
    ['jobFunctions', group.audiences?.jobFunctions ?? []],
    ['seniorities', group.audiences?.seniorities ?? []],
    ['industries', group.audiences?.industries ?? []],
  ];
  const and = facets
    .filter(([, urns]) => urns.length > 0)
    .map(([facet, urns]) => ({ or: { [`urn:li:adTargetingFacet:${facet}`]: [...new Set(urns)] } }));
  return { include: { and } };
}

/** Targeting as text that is equal when the targeting is, whatever the order. */
export function canonicalTargeting(targeting: Targeting | undefined): string {
  const facets = (targeting?.include.and ?? []).map(({ or }) =>
    Object.entries(or)
      .map(([facet, urns]) => `${facet}=${[...urns].sort().join(',')}`)
      .sort()
      .join('|'),
  );
  return facets.sort().join(' & ');
}

/** The user's legal declaration in the vendor's words. */
export function politicalIntent({ declarations }: DesiredCampaign): string {
  return declarations.euPoliticalAdvertising ? 'POLITICAL' : 'NOT_POLITICAL';
}
