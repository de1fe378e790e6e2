import { isObject } from '../wire.ts';
import type { Refuse } from './failure.ts';

const FACET = 'urn:li:adTargetingFacet:';
const INCLUDE_ONLY = ['ageRanges', 'genders', 'groups', 'interfaceLocales'];
const KNOWN = INCLUDE_ONLY.concat(
  [
    'locations',
    'profileLocations',
    'seniorities',
    'jobFunctions',
    'titles',
    'industries',
    'staffCountRanges',
  ],
  [
    'skills',
    'employers',
    'degrees',
    'fieldsOfStudy',
    'schools',
    'companyCategory',
    'growthRate',
    'yearsOfExperienceRanges',
  ],
  [
    'followedCompanies',
    'firstDegreeConnectionCompanies',
    'memberBehaviors',
    'interests',
    'audienceMatchingSegments',
  ],
);
const NEVER_TOGETHER: readonly (readonly [string, readonly string[]])[] = [
  ['titles', ['seniorities', 'jobFunctions']],
  ['employers', ['industries', 'staffCountRanges']],
];
const AT = '/targetingCriteria';

/** Targeting criteria: known facets with entities, locations always, exactly one interface locale, no forbidden pairs. */
export function targetingRules(criteria: unknown, refuse: Refuse): void {
  if (!isObject(criteria)) return;
  for (const name of Object.keys(criteria))
    if (name !== 'include' && name !== 'exclude')
      refuse(
        'FIELD_NOT_ALLOWED',
        `${AT}/${name}`,
        `${AT}/${name} :: unrecognized field found but not allowed`,
      );
  const include = isObject(criteria['include']) ? criteria['include']['and'] : undefined;
  if (!Array.isArray(include)) {
    refuse('MISSING_FIELD', `${AT}/include/and`, `${AT}/include/and is required but missing`);
    return;
  }
  const clauses = include.map((clause: unknown) => (isObject(clause) ? clause['or'] : undefined));
  const included = clauses.flatMap((clause, index) =>
    facets(clause, `${AT}/include/and/${index}/or`, refuse),
  );
  const exclude = isObject(criteria['exclude']) ? criteria['exclude']['or'] : undefined;
  const excluded = exclude === undefined ? [] : facets(exclude, `${AT}/exclude/or`, refuse);
  if (!included.some(([name]) => name === 'locations' || name === 'profileLocations'))
    refuse('MISSING_FIELD', `${AT}/include/locations`, 'locations is required but missing');
  const locales = included
    .filter(([name]) => name === 'interfaceLocales')
    .flatMap(([, entities]) => entities);
  if (locales.length > 1)
    refuse(
      'MULTIPLE_VALUES_NOT_ALLOWED',
      `${AT}/include/interfaceLocales`,
      "interfaceLocales can't have multiple values",
    );
  for (const [name] of excluded)
    if (INCLUDE_ONLY.includes(name))
      refuse('FIELD_NOT_ALLOWED', `${AT}/exclude/${name}`, `${name} is not allowed to be set in exclude`);
  const given = new Set(included.map(([name]) => name));
  for (const [name, others] of NEVER_TOGETHER)
    if (given.has(name) && others.some((other) => given.has(other)))
      refuse(
        'INCOMPATIBLE_TARGETING_COMBINATION',
        AT,
        `${name} can't be set in targeting as it's incompatible with other targeting facets`,
      );
}

function facets(clause: unknown, path: string, refuse: Refuse): [string, string[]][] {
  const entries = isObject(clause) ? Object.entries(clause) : [];
  if (entries.length === 0) refuse('MISSING_FIELD', path, `${path} is required but missing`);
  return entries.flatMap(([urn, entities]): [string, string[]][] => {
    const name = urn.startsWith(FACET) ? urn.slice(FACET.length) : '';
    if (!KNOWN.includes(name)) {
      refuse('FIELD_VALUE_DOES_NOT_EXIST', `${path}/${urn}`, `facet value ${urn} doesn't exist`);
      return [];
    }
    const list: unknown[] = Array.isArray(entities) ? entities : [];
    const urns = list.filter(
      (entity): entity is string => typeof entity === 'string' && /^urn:li:\w+:.+/.test(entity),
    );
    if (list.length === 0 || urns.length < list.length)
      refuse('INVALID_VALUE_FOR_FIELD', `${path}/${urn}`, `${path}/${urn} must be a list of URNs`);
    if (new Set(urns).size < urns.length)
      refuse('INVALID_VALUE_DUPLICATE_EXIST', `${path}/${urn}`, `${urn} value includes duplicates`);
    return [[name, urns]];
  });
}
