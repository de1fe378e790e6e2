import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Ad } from '../../../contracts/structure.ts';
import { markedName } from '../vendor/object-names.ts';
import { chosenValues } from './choices.ts';
import type { Json } from './http.ts';
import { GOOGLE_ADS_LIMITS } from '../../../rules/google-ads/limits.ts';

type SearchAd = Extract<Ad, { format: 'responsive_search' }>;
export type TextAsset = { text: string; pinnedField?: string };
export type ResponsiveSearchFields = {
  headlines?: TextAsset[];
  descriptions?: TextAsset[];
  path1?: string;
  path2?: string;
};

/**
 * The bidding strategy of each objective: clicks for awareness and traffic, conversions for leads and sales.
 * `clearing` is the mask path with which an update sets the strategy.
 */
export const BIDDING: Readonly<
  Record<DesiredCampaign['objective'], { field: string; type: string; clearing: string }>
> = {
  awareness: { field: 'targetSpend', type: 'TARGET_SPEND', clearing: 'targetSpend.cpcBidCeilingMicros' },
  traffic: { field: 'targetSpend', type: 'TARGET_SPEND', clearing: 'targetSpend.cpcBidCeilingMicros' },
  leads: {
    field: 'maximizeConversions',
    type: 'MAXIMIZE_CONVERSIONS',
    clearing: 'maximizeConversions.targetCpaMicros',
  },
  sales: {
    field: 'maximizeConversions',
    type: 'MAXIMIZE_CONVERSIONS',
    clearing: 'maximizeConversions.targetCpaMicros',
  },
};

/** The name of campaign and budget on the platform. */
export function campaignName(desired: DesiredCampaign, marker: string): string {
  return markedName(desired.name, marker, GOOGLE_ADS_LIMITS.campaignNameCharacters);
}

/** A daily budget that only this campaign uses, in micros of the account's currency. */
export function budgetFields(desired: DesiredCampaign, marker: string): Json {
  return {
    name: campaignName(desired, marker),
    amountMicros: String(desired.dailyMicros),
    ...chosenValues('budget'),
    explicitlyShared: false,
  };
}

/**
 * A paused search campaign. `today` is the present day of the account; an earlier start is refused, so it becomes
 * `today`.
 */
export function campaignFields(desired: DesiredCampaign, marker: string, today: string): Json {
  const { endDate } = desired.schedule;
  return {
    name: campaignName(desired, marker),
    status: 'PAUSED',
    advertisingChannelType: 'SEARCH',
    containsEuPoliticalAdvertising: euPolitical(desired),
    startDateTime: startDateTime(desired, today),
    ...(endDate === undefined ? {} : { endDateTime: endDateTime(endDate) }),
    ...chosenValues('campaign'),
    [BIDDING[desired.objective].field]: {},
  };
}

/** The person's legal declaration as Google writes it. */
export function euPolitical({ declarations }: DesiredCampaign): string {
  return declarations.euPoliticalAdvertising
    ? 'CONTAINS_EU_POLITICAL_ADVERTISING'
    : 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING';
}

/** The declaration that Google has; null where there is none. */
export function declaredPolitical(said: string | null): boolean | null {
  if (said === 'CONTAINS_EU_POLITICAL_ADVERTISING') return true;
  return said === 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING' ? false : null;
}

/** The first moment of the start day in the account's time zone, today at the earliest. */
export function startDateTime({ schedule }: DesiredCampaign, today: string): string {
  return `${schedule.startDate < today ? today : schedule.startDate} 00:00:00`;
}

/** The last second of the end day in the account's time zone. */
export function endDateTime(endDate: string): string {
  return `${endDate} 23:59:59`;
}

/** A responsive search ad's texts; pins become HEADLINE_n and DESCRIPTION_n. */
export function searchAdFields(ad: SearchAd): ResponsiveSearchFields {
  const asset =
    (field: string) =>
    ({ text, pin }: { text: string; pin?: number | undefined }): TextAsset =>
      pin === undefined ? { text } : { text, pinnedField: `${field}_${pin}` };
  return {
    headlines: ad.headlines.map(asset('HEADLINE')),
    descriptions: ad.descriptions.map(asset('DESCRIPTION')),
    ...(ad.path1 === undefined ? {} : { path1: ad.path1 }),
    ...(ad.path2 === undefined ? {} : { path2: ad.path2 }),
  };
}

/** A responsive search ad in the model's terms. */
export function searchAdOf(fields: ResponsiveSearchFields): SearchAd {
  const text = ({ text: content, pinnedField }: TextAsset) => {
    const pin = Number(/_(\d)$/.exec(pinnedField ?? '')?.[1]);
    return Number.isNaN(pin) ? { text: content } : { text: content, pin };
  };
  return {
    format: 'responsive_search',
    headlines: (fields.headlines ?? []).map(text),
    descriptions: (fields.descriptions ?? []).map(text),
    ...(fields.path1 === undefined ? {} : { path1: fields.path1 }),
    ...(fields.path2 === undefined ? {} : { path2: fields.path2 }),
  };
}

/** A keyword as Google writes it. */
export function keywordFields(keyword: { text: string; matchType: string }): Json {
  return { text: keyword.text, matchType: keyword.matchType.toUpperCase() };
}
