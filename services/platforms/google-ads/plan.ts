import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { AdGroup } from '../../../contracts/structure.ts';
import { runsOn } from '../../../rules/formats.ts';
import type { ShareObject } from '../port.ts';
import { unmarkedName } from '../vendor/object-names.ts';
import { chosenFields, chosenValues } from './choices.ts';
import { googleGeoId, googleLanguageId } from './geo.ts';
import { adGroupKey, adKey, criterionKey, keywordKey, placeOf } from './keys.ts';
import {
  BIDDING,
  budgetFields,
  campaignFields,
  campaignName,
  euPolitical,
  keywordFields,
  searchAdFields,
} from './map.ts';
import type { PlannedResource } from './resources.ts';

/**
 * All objects that Google needs for a campaign, parents first, each key once. Whatever Google cannot express (other ad
 * formats, unknown places) is left out here and reported by `check`.
 */
export function planResources(desired: DesiredCampaign, marker: string, today: string): PlannedResource[] {
  const planned: PlannedResource[] = [
    {
      key: 'budget',
      kind: 'budget',
      parent: null,
      fields: budgetFields(desired, marker),
      model: {
        name: desired.name,
        path: '',
        value: desired.dailyMicros,
        fields: { dailyMicros: desired.dailyMicros, ...chosenFields('budget') },
      },
    },
    {
      key: 'campaign',
      kind: 'campaign',
      parent: 'budget',
      fields: campaignFields(desired, marker, today),
      model: { name: desired.name, path: '', value: desired.name, fields: campaignModel(desired, marker) },
    },
    ...criteria(desired),
    ...desired.adGroups.flatMap((group, index) =>
      runsOn('google-ads', group) ? adGroup(group, desired.landingPageUrl, `adGroups.${index}`) : [],
    ),
  ];
  return [...new Map(planned.map((resource) => [resource.key, resource])).values()];
}

/** What `planResources` needs, in the model's terms. */
export function shareOf(desired: DesiredCampaign, marker: string): ShareObject[] {
  const planned = planResources(desired, marker, desired.schedule.startDate);
  return planned.map(({ key, kind, model }) => ({ key, kind, ...model, ...placeOf(kind, key) }));
}

function campaignModel(desired: DesiredCampaign, marker: string): ShareObject['fields'] {
  return {
    name: unmarkedName(campaignName(desired, marker)).name,
    currency: desired.currency,
    'schedule.startDate': desired.schedule.startDate,
    'schedule.endDate': desired.schedule.endDate ?? null,
    'declarations.euPoliticalAdvertising': euPolitical(desired) === 'CONTAINS_EU_POLITICAL_ADVERTISING',
    'settings.bidding': BIDDING[desired.objective].type,
    ...chosenFields('campaign'),
  };
}

function criteria({ targeting }: DesiredCampaign): PlannedResource[] {
  const criterion = (
    kind: 'location' | 'language',
    id: string | null,
    [value, path]: [string, string],
    fields: PlannedResource['fields'],
  ): PlannedResource[] => {
    const model = { name: value, path, value, fields: chosenFields(kind) };
    return id === null ? [] : [{ key: criterionKey(kind, id), kind, parent: 'campaign', fields, model }];
  };
  return [
    ...targeting.locations.flatMap((location, index) => {
      const id = googleGeoId(location);
      const fields = { location: { geoTargetConstant: `geoTargetConstants/${id}` } };
      return criterion('location', id, [location, `targeting.locations.${index}`], fields);
    }),
    ...targeting.languages.flatMap((language, index) => {
      const id = googleLanguageId(language);
      const fields = { language: { languageConstant: `languageConstants/${id}` } };
      return criterion('language', id, [language, `targeting.languages.${index}`], fields);
    }),
  ];
}

function adGroup(group: AdGroup, landingPageUrl: string, path: string): PlannedResource[] {
  const key = adGroupKey(group.name);
  const keyword =
    (negative: boolean) =>
    (term: AdGroup['keywords'][number], index: number): PlannedResource => ({
      key: keywordKey(key, negative, term.text, term.matchType),
      kind: negative ? 'negative-keyword' : 'keyword',
      parent: key,
      fields: { keyword: keywordFields(term), ...(negative ? { negative: true } : { status: 'ENABLED' }) },
      model: {
        name: term.text,
        path: `${path}.${negative ? 'negativeKeywords' : 'keywords'}.${index}`,
        value: term,
        fields: chosenFields(negative ? 'negative-keyword' : 'keyword'),
      },
    });
  const finalUrls = [landingPageUrl];
  const ads = group.ads.flatMap((ad, index): PlannedResource[] => {
    if (ad.format !== 'responsive_search') return [];
    const responsiveSearchAd = searchAdFields(ad);
    return [
      {
        key: adKey(key, finalUrls, responsiveSearchAd),
        kind: 'ad',
        parent: key,
        fields: { status: 'PAUSED', ad: { finalUrls, responsiveSearchAd } },
        model: {
          name: ad.headlines[0]?.text ?? '',
          path: `${path}.ads.${index}`,
          value: ad,
          fields: chosenFields('ad'),
        },
      },
    ];
  });
  return [
    {
      key,
      kind: 'ad-group',
      parent: 'campaign',
      fields: { name: group.name, status: 'PAUSED', type: 'SEARCH_STANDARD', ...chosenValues('ad-group') },
      model: { name: group.name, path, value: group.name, fields: chosenFields('ad-group') },
    },
    ...group.keywords.map(keyword(false)),
    ...group.negativeKeywords.map(keyword(true)),
    ...ads,
  ];
}
