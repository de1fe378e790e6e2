import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { AdGroup } from '../../../contracts/structure.ts';
import { runsOn } from '../../../rules/formats.ts';
import { googleGeoId, googleLanguageId } from './geo.ts';
import { adGroupKey, adKey, criterionKey, keywordKey } from './keys.ts';
import { budgetFields, campaignFields, keywordFields, searchAdFields } from './map.ts';
import type { PlannedResource } from './resources.ts';

/**
 * All objects that Google needs for a campaign, parents first, each key once. Whatever Google cannot express (other ad
 * formats, unknown places) is left out here and reported by `check`.
 */
export function planResources(desired: DesiredCampaign, marker: string, today: string): PlannedResource[] {
  const planned: PlannedResource[] = [
    { key: 'budget', kind: 'budget', parent: null, fields: budgetFields(desired, marker) },
    { key: 'campaign', kind: 'campaign', parent: 'budget', fields: campaignFields(desired, marker, today) },
    ...criteria(desired),
    ...desired.adGroups
      .filter((group) => runsOn('google-ads', group))
      .flatMap((group) => adGroup(group, desired.landingPageUrl)),
  ];
  return [...new Map(planned.map((resource) => [resource.key, resource])).values()];
}

function criteria({ targeting }: DesiredCampaign): PlannedResource[] {
  const criterion = (kind: 'location' | 'language', id: string, fields: PlannedResource['fields']) => ({
    key: criterionKey(kind, id),
    kind,
    parent: 'campaign',
    fields,
  });
  const isKnown = (id: string | null): id is string => id !== null;
  return [
    ...targeting.locations
      .map(googleGeoId)
      .filter(isKnown)
      .map((id) =>
        criterion('location', id, { location: { geoTargetConstant: `geoTargetConstants/${id}` } }),
      ),
    ...targeting.languages
      .map(googleLanguageId)
      .filter(isKnown)
      .map((id) => criterion('language', id, { language: { languageConstant: `languageConstants/${id}` } })),
  ];
}

function adGroup(group: AdGroup, landingPageUrl: string): PlannedResource[] {
  const key = adGroupKey(group.name);
  const keyword =
    (negative: boolean) =>
    (term: AdGroup['keywords'][number]): PlannedResource => ({
      key: keywordKey(key, negative, term.text, term.matchType),
      kind: negative ? 'negative-keyword' : 'keyword',
      parent: key,
      fields: { keyword: keywordFields(term), ...(negative ? { negative: true } : { status: 'ENABLED' }) },
    });
  const finalUrls = [landingPageUrl];
  const ads = group.ads
    .filter((ad) => ad.format === 'responsive_search')
    .map(searchAdFields)
    .map((responsiveSearchAd): PlannedResource => ({
      key: adKey(key, finalUrls, responsiveSearchAd),
      kind: 'ad',
      parent: key,
      fields: { status: 'PAUSED', ad: { finalUrls, responsiveSearchAd } },
    }));
  return [
    {
      key,
      kind: 'ad-group',
      parent: 'campaign',
      fields: { name: group.name, status: 'PAUSED', type: 'SEARCH_STANDARD' },
    },
    ...group.keywords.map(keyword(false)),
    ...group.negativeKeywords.map(keyword(true)),
    ...ads,
  ];
}
