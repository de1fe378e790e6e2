import { contentKey } from '../vendor/object-names.ts';
import { criterionKey } from './keys.ts';
import { externalIdOf, type ResourceKind } from './resources.ts';

/** Whom a campaign or an ad group reaches, or does not, as a search shows it; the message of its type stands beside these. */
export type CriterionRow = {
  resourceName: string;
  /** Google's CriterionType (v25): LOCATION, PROXIMITY, AD_SCHEDULE, … */
  type?: string;
  negative?: boolean;
  status?: string;
  bidModifier?: number;
  keyword?: { text: string; matchType: string };
  location?: { geoTargetConstant: string };
  language?: { languageConstant: string };
};

/** Every criterion of a campaign or an ad group, whatever its type and sign: what is not read cannot be told. */
export const criterionNames = (table: 'campaign_criterion' | 'ad_group_criterion'): string[] =>
  [
    ...['type', 'negative', 'status', 'bid_modifier', 'keyword.text', 'keyword.match_type'],
    ...(table === 'campaign_criterion' ? ['location.geo_target_constant', 'language.language_constant'] : []),
  ].map((field) => `${table}.${field}`);

/**
 * Types that are there of themselves and take nobody in or out, unless a modifier of bids does
 * (developers.google.com/google-ads/api/docs/targeting/criteria).
 */
const OF_ITSELF: ReadonlySet<string> = new Set([
  'DEVICE',
  'AGE_RANGE',
  'GENDER',
  'PARENTAL_STATUS',
  'INCOME_RANGE',
]);
/** Types of which one more never lets more people see the ads: hours, and lists of people on top of keywords. */
const NARROWING: ReadonlySet<string> = new Set([
  ...OF_ITSELF,
  'AD_SCHEDULE',
  'USER_LIST',
  'USER_INTEREST',
  'CUSTOM_AUDIENCE',
  'COMBINED_AUDIENCE',
  'AUDIENCE',
]);

/** A criterion that the model has no word for: what it is called, and whether it only takes away. */
export type OtherCriterion = { name: string; kind: 'criterion' | 'restriction' };

/** Null for one that changes nothing. A higher bid is more, whatever it is for; what is not known is taken to widen. */
function otherCriterion({
  type = 'UNKNOWN',
  negative,
  bidModifier = 1,
}: CriterionRow): OtherCriterion | null {
  if (negative === true) return { name: `not ${type}`, kind: 'restriction' };
  if (OF_ITSELF.has(type) && bidModifier === 1) return null;
  const name = bidModifier === 1 ? type : `${type}, bids × ${bidModifier}`;
  return { name, kind: NARROWING.has(type) && bidModifier <= 1 ? 'restriction' : 'criterion' };
}

/** A criterion with its sign: excluding is another kind, and another key, than targeting the same. */
export type Criterion = { key: string; kind: ResourceKind; name: string };

/** A criterion of a campaign; null for one that changes nothing. */
export function campaignCriterion(row: CriterionRow): Criterion | null {
  const { type, negative, keyword, location, language } = row;
  const isNegative = negative === true;
  if (type === 'LOCATION' && location !== undefined) {
    const id = externalIdOf(location.geoTargetConstant);
    return isNegative
      ? { key: `excluded-location/${id}`, kind: 'excluded-location', name: `google:${id}` }
      : { key: criterionKey('location', id), kind: 'location', name: id };
  }
  if (type === 'LANGUAGE' && language !== undefined && !isNegative) {
    const id = externalIdOf(language.languageConstant);
    return { key: criterionKey('language', id), kind: 'language', name: id };
  }
  if (type === 'KEYWORD' && keyword !== undefined && isNegative) {
    const content = contentKey([keyword.text.toLowerCase(), keyword.matchType]);
    const key = `campaign-negative-keyword/${content}`;
    return { key, kind: 'campaign-negative-keyword', name: keyword.text };
  }
  const other = otherCriterion(row);
  return other && { ...other, key: `${other.kind}/${externalIdOf(row.resourceName)}` };
}

/** A criterion of an ad group that is no keyword; null for one that changes nothing. */
export function adGroupCriterion(row: CriterionRow, group: string): Criterion | null {
  const other = otherCriterion(row);
  if (other === null) return null;
  const key = `${group}/${other.kind}/${externalIdOf(row.resourceName)}`;
  return { key, kind: `ad-group-${other.kind}`, name: other.name };
}
