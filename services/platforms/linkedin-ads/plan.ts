import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { AdGroup } from '../../../contracts/structure.ts';
import { runsOn } from '../../../rules/formats.ts';
import type { PlannedObject } from '../port.ts';
import { contentKey, nameKey } from '../vendor/object-names.ts';
import { localeOf, OBJECTIVES, targetingOf, type Targeting, type TextAdContent } from './map.ts';
import { shares } from './money.ts';

export type PlannedAd = { key: string; content: TextAdContent };
export type PlannedAdGroup = {
  key: string;
  name: string;
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
  const groups = desired.adGroups.filter((group) => runsOn('linkedin-ads', group));
  const daily = shares(desired.dailyMicros, desired.currency, groups.length);
  const total =
    desired.totalMicros === null ? [] : shares(desired.totalMicros, desired.currency, groups.length);
  return groups.map((group, index) => {
    const key = adGroupKey(group.name, localeOf(desired), OBJECTIVES[desired.objective].objectiveType);
    const ads = textAds(group).map(({ headline, description }) => {
      const content = { headline, description, landingPage: desired.landingPageUrl };
      return { key: adKey(key, content), content };
    });
    return {
      key,
      name: group.name,
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

function textAds(group: AdGroup) {
  return group.ads.filter((ad) => ad.format === 'text_ad');
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
