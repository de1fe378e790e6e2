import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Ad } from '../../../contracts/structure.ts';
import { runsOn } from '../../../rules/formats.ts';
import type { PlannedObject, ShareObject } from '../port.ts';
import { contentKey, nameKey, unmarkedName } from '../vendor/object-names.ts';
import { audienceWords } from './audience-words.ts';
import { chosenFields } from './choices.ts';
import {
  canonicalTargeting,
  COST_TYPE,
  localeOf,
  OBJECTIVES,
  platformName,
  politicalIntent,
  targetingOf,
  type Targeting,
  type TextAdContent,
} from './map.ts';
import { shares } from './money.ts';

type TextAd = Extract<Ad, { format: 'text_ad' }>;
export type PlannedAd = { key: string; content: TextAdContent; value: TextAd; path: string };
export type PlannedAdGroup = {
  key: string;
  name: string;
  path: string;
  dailyMicros: number;
  totalMicros: number | null;
  targeting: Targeting;
  ads: PlannedAd[];
};

/**
 * The ad groups of a campaign that have text ads; each becomes a LinkedIn campaign with its share of the budgets.
 * Whatever LinkedIn cannot express is left out here and reported by `check`.
 */
export function planAdGroups(desired: DesiredCampaign): PlannedAdGroup[] {
  const groups = desired.adGroups.flatMap((group, place) =>
    runsOn('linkedin-ads', group) ? [{ group, path: `adGroups.${place}` }] : [],
  );
  const daily = shares(desired.dailyMicros, desired.currency, groups.length);
  const total =
    desired.totalMicros === null ? [] : shares(desired.totalMicros, desired.currency, groups.length);
  return groups.map(({ group, path }, index) => {
    const key = adGroupKey(group.name, localeOf(desired), OBJECTIVES[desired.objective].objectiveType);
    const ads = group.ads.flatMap((value, place): PlannedAd[] => {
      if (value.format !== 'text_ad') return [];
      const { headline, description } = value;
      const content = { headline, description, landingPage: desired.landingPageUrl };
      return [{ key: adKey(key, content), content, value, path: `${path}.ads.${place}` }];
    });
    return {
      key,
      name: group.name,
      path,
      dailyMicros: daily[index] ?? 0,
      totalMicros: total[index] ?? null,
      targeting: targetingOf(desired, group),
      ads: [...new Map(ads.map((ad) => [ad.key, ad])).values()],
    };
  });
}

/** Every object of a campaign, parents first. */
export function plannedObjects(adGroups: readonly PlannedAdGroup[]): PlannedObject[] {
  return [
    { key: 'campaign', kind: 'campaign' },
    ...adGroups.flatMap(({ key, ads }) => [
      { key, kind: 'ad-group' },
      ...ads.map((ad) => ({ key: ad.key, kind: 'ad' })),
    ]),
  ];
}

/** Every object of a campaign in the model's terms, parents first. */
export function shareOf(desired: DesiredCampaign, marker: string): ShareObject[] {
  const { name, currency, schedule } = desired;
  const dates = { 'schedule.startDate': schedule.startDate, 'schedule.endDate': schedule.endDate ?? null };
  const fields = {
    name: unmarkedName(platformName(name, marker)).name,
    ...chosenFields('campaign'),
    ...dates,
  };
  const campaign: ShareObject = { key: 'campaign', kind: 'campaign', name, path: '', value: name, fields };
  return [
    campaign,
    ...planAdGroups(desired).flatMap((group): ShareObject[] => [
      {
        key: group.key,
        kind: 'ad-group',
        name: group.name,
        path: group.path,
        value: group.name,
        parts: { targeting: audienceWords(group.targeting) },
        fields: {
          name: unmarkedName(platformName(group.name, marker)).name,
          dailyMicros: group.dailyMicros,
          totalMicros: group.totalMicros,
          currency,
          targeting: canonicalTargeting(group.targeting),
          'declarations.euPoliticalAdvertising': politicalIntent(desired) === 'POLITICAL',
          'settings.costType': COST_TYPE,
          'settings.optimization': OBJECTIVES[desired.objective].optimizationTargetType,
          ...chosenFields('ad-group'),
          ...dates,
        },
      },
      ...group.ads.map(({ key, value, path }) => ({
        key,
        kind: 'ad',
        name: value.headline,
        path,
        value,
        fields: chosenFields('ad'),
      })),
    ]),
  ];
}

/**
 * The key of an ad group depends on its name, locale and objective. LinkedIn cannot change locale and objective, so
 * with another language or objective it must be a new LinkedIn campaign.
 */
export function adGroupKey(
  name: string,
  locale: { country: string; language: string },
  objectiveType: string,
): string {
  return `ad-group/${nameKey(name)}-${contentKey([locale.language, locale.country, objectiveType]).slice(0, 4)}`;
}

/** The key of an ad depends on its content: an edited ad is a new ad, with its own review and figures. */
export function adKey(group: string, { headline, description, landingPage }: TextAdContent): string {
  return `${group}/ad/${contentKey([headline, description, landingPage])}`;
}
