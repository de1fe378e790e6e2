import { locationOfGeoId } from './geo.ts';
import { linkedInAudienceName } from '../../../rules/linkedin-ads/audience-names.ts';
import type { Facets, Targeting } from './map.ts';

/** LinkedIn's facets in people's words (Marketing API, "Targeting criteria facets"); another one is told by LinkedIn's own name. */
const FACETS: Readonly<Record<string, string>> = {
  locations: 'location',
  profileLocations: 'location in the profile',
  interfaceLocales: 'interface language',
  jobFunctions: 'job function',
  seniorities: 'seniority',
  industries: 'industry',
  titles: 'job title',
  skills: 'skill',
  employers: 'company',
  staffCountRanges: 'company size',
  audienceMatchingSegments: 'matched audience',
  dynamicSegments: 'audience segment',
  interests: 'interest',
  groups: 'group',
  schools: 'school',
  degrees: 'degree',
  fieldsOfStudy: 'field of study',
  ageRanges: 'age range',
  genders: 'gender',
};

/** An audience, one text for each thing in it: `location “DE”`, `job function “Sales”`, and `job function 99` where no name of it is known; what is excluded begins with `not`. */
export function audienceWords(targeting: Targeting | undefined): string[] {
  const { include, exclude } = targeting ?? {};
  const excluded = exclude === undefined ? [] : valuesOf(exclude).map((value) => `not ${value}`);
  return [...(include?.and ?? []).flatMap(clauseWords), ...excluded];
}

/** Facets of one clause reach whoever has any of their values, so that several of them are told as one. */
function clauseWords(facets: Facets): string[] {
  const values = valuesOf(facets);
  return Object.keys(facets.or).length > 1 ? [`any of (${values.join(' or ')})`] : values;
}

function valuesOf({ or }: Facets): string[] {
  return Object.entries(or).flatMap(([facet, urns]) => {
    const name = lastOf(facet);
    const what = Object.hasOwn(FACETS, name) ? (FACETS[name] ?? name) : `“${name}”`;
    return [...urns].sort().map((urn) => `${what} ${valueWords(urn)}`);
  });
}

/** A country by its code, what has a name by it, everything else by LinkedIn's number or code of it. */
function valueWords(urn: string): string {
  if (urn.startsWith('urn:li:geo:')) return `“${locationOfGeoId(lastOf(urn))}”`;
  const name = linkedInAudienceName(urn);
  return name === null ? lastOf(urn) : `“${name}”`;
}

const lastOf = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);
