import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { AdGroup } from '../../../contracts/structure.ts';
import { endOfDayMs, startOfDayMs } from '../vendor/account-days.ts';
import { markedName } from '../vendor/object-names.ts';
import { linkedInGeoUrn, linkedInLocale } from './geo.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../rules/linkedin-ads/limits.ts';

export type RunSchedule = { start: number; end?: number };
export type Facets = { or: Record<string, string[]> };
export type Targeting = { include: { and: Facets[] }; exclude?: Facets };
export type TextAdContent = { headline: string; description: string; landingPage: string };

/** For each objective: LinkedIn's objective, and what its automatic bidding maximises. Text ads are paid per CPM. */
export const OBJECTIVES: Readonly<
  Record<DesiredCampaign['objective'], { objectiveType: string; optimizationTargetType: string }>
> = {
  awareness: { objectiveType: 'BRAND_AWARENESS', optimizationTargetType: 'MAX_IMPRESSION' },
  traffic: { objectiveType: 'WEBSITE_VISIT', optimizationTargetType: 'MAX_CLICK' },
  leads: { objectiveType: 'WEBSITE_CONVERSION', optimizationTargetType: 'MAX_CONVERSION' },
  sales: { objectiveType: 'WEBSITE_CONVERSION', optimizationTargetType: 'MAX_CONVERSION' },
};

/** Text ads are paid per thousand impressions, which automatic bidding requires. */
export const COST_TYPE = 'CPM';

/** The name of a campaign group or ad group on the platform. */
export function platformName(name: string, marker: string): string {
  return markedName(name, marker, LINKEDIN_ADS_LIMITS.nameCharacters);
}

/** The run schedule in epoch milliseconds, end exclusive. LinkedIn refuses a start in the past, so it becomes `now`, the first moment at which a campaign can begin. */
export function runSchedule({ schedule }: DesiredCampaign, timeZone: string, now: Date): RunSchedule {
  const start = Math.max(startOfDayMs(schedule.startDate, timeZone), now.getTime());
  return schedule.endDate === undefined ? { start } : { start, end: endOfDayMs(schedule.endDate, timeZone) };
}

/**
 * The locale of the first language that LinkedIn has; English when it has none of them, which `check` refuses before.
 */
export function localeOf({ targeting }: DesiredCampaign): { country: string; language: string } {
  const locale = targeting.languages.map(linkedInLocale).find((candidate) => candidate !== null) ?? 'en_US';
  const [language = 'en', country = 'US'] = locale.split('_');
  return { country, language };
}

/**
 * The targeting of an ad group: places, one interface locale, and its audiences. Facets are ANDed, the values of a
 * facet ORed.
 */
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

/** Targeting as a text for comparison: equal for equal targeting, whatever the order of facets and values. */
export function canonicalTargeting(targeting: Targeting | undefined): string {
  const facets = (targeting?.include.and ?? []).map(canonicalFacets);
  const excluded = targeting?.exclude === undefined ? '' : canonicalFacets(targeting.exclude);
  return facets.sort().join(' & ') + (excluded === '' ? '' : ` & not ${excluded}`);
}

function canonicalFacets({ or }: Facets): string {
  return Object.entries(or)
    .map(([facet, urns]) => `${facet}=${[...urns].sort().join(',')}`)
    .sort()
    .join('|');
}

/** The person's legal declaration as LinkedIn writes it. */
export function politicalIntent({ declarations }: DesiredCampaign): string {
  return declarations.euPoliticalAdvertising ? 'POLITICAL' : 'NOT_POLITICAL';
}

/** The declaration that LinkedIn has; null where there is none. */
export function declaredPolitical(intent: string | undefined): boolean | null {
  if (intent === 'POLITICAL') return true;
  return intent === 'NOT_POLITICAL' ? false : null;
}
