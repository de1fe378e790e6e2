import { dayIn } from '../../../lib/time.ts';
import { endOfDayMs } from '../vendor/account-days.ts';
import { unmarkedName } from '../vendor/object-names.ts';
import { VendorFailure, type FoundShare, type FoundShareObject, type ReadWork } from '../port.ts';
import { audienceWords } from './audience-words.ts';
import { foundChoices } from './choices.ts';
import { firstMoment, type LinkedInAds } from './create.ts';
import {
  findGroupsByName,
  LIVING,
  readChildren,
  readGroup,
  type LiveChildren,
  type LiveGroup,
} from './live.ts';
import { canonicalTargeting, declaredPolitical, platformName, type RunSchedule } from './map.ts';
import { microsOf } from './money.ts';
import { CAMPAIGN_URN } from './paths.ts';

/**
 * Everything under the campaign group at LinkedIn, in the model's terms. Null when the group is not in use any more and a
 * search by name does not show it either. @throws VendorFailure `unknown` when the two do not agree
 */
export async function readShare(
  linkedIn: LinkedInAds,
  { session, desired, marker, known }: ReadWork,
): Promise<FoundShare | null> {
  const { http } = linkedIn;
  const id = known.get('campaign')?.externalId;
  const byId = id === undefined ? null : await readGroup(http, session, id);
  const isLiving = byId !== null && LIVING.includes(byId.status);
  const named = isLiving ? [] : await findGroupsByName(http, session, platformName(desired.name, marker));
  if (id !== undefined && named.some((group) => String(group.id) === id))
    throw new VendorFailure(
      'unknown',
      'SEARCH_INCONSISTENT',
      'LinkedIn Ads shows the campaign group only in a search.',
    );
  const group = isLiving ? byId : id === undefined ? (named[0] ?? null) : null;
  if (group === null) return null;
  const { timeZone } = session;
  const live = await readChildren(http, session, String(group.id), known);
  return {
    objects: [
      foundGroup(group, timeZone, marker),
      ...live.adGroups.map((adGroup) => foundAdGroup(adGroup, timeZone, marker)),
      ...live.ads.map((ad) => foundAd(ad, live.adGroups, desired.landingPageUrl)),
    ],
    startsBy: dayIn(timeZone, firstMoment(linkedIn)),
  };
}

/** A campaign group in the model's terms. */
export function foundGroup(group: LiveGroup, timeZone: string, marker: string): FoundShareObject {
  const { name, marker: mark } = unmarkedName(group.name);
  return {
    key: 'campaign',
    kind: 'campaign',
    name,
    value: name,
    externalId: String(group.id),
    ...{ parent: null, parentId: null, isMarked: mark === marker, isNew: group.status === 'DRAFT' },
    list: '',
    status: statusOf(group.status),
    expressible: true,
    fields: { name, ...foundChoices('campaign', group), ...datesOf(group.runSchedule, timeZone) },
  };
}

/** An ad group in the model's terms. */
export function foundAdGroup(
  group: LiveChildren['adGroups'][number],
  timeZone: string,
  marker: string,
): FoundShareObject {
  const { name, marker: mark } = unmarkedName(group.name);
  return {
    key: group.key,
    kind: 'ad-group',
    name,
    value: name,
    externalId: group.externalId,
    ...{ parent: null, parentId: null, isMarked: mark === marker, isNew: group.status === 'DRAFT' },
    list: 'adGroups',
    status: statusOf(group.status),
    expressible: false,
    parts: { targeting: audienceWords(group.targetingCriteria) },
    fields: {
      name,
      dailyMicros: microsOf(group.dailyBudget),
      totalMicros: microsOf(group.totalBudget),
      currency: group.dailyBudget?.currencyCode ?? null,
      targeting: canonicalTargeting(group.targetingCriteria),
      'declarations.euPoliticalAdvertising': declaredPolitical(group.politicalIntent),
      'settings.costType': group.costType ?? null,
      'settings.optimization': group.optimizationTargetType ?? null,
      ...foundChoices('ad-group', group),
      ...datesOf(group.runSchedule, timeZone),
    },
  };
}

/** An ad in the model's terms. Its content has no name that could carry a mark. */
export function foundAd(
  ad: LiveChildren['ads'][number],
  adGroups: LiveChildren['adGroups'],
  landingPageUrl: string,
): FoundShareObject {
  const text = ad.content.textAd;
  const { headline = '', description = '', landingPage = '' } = text ?? {};
  const hasOurPage = text !== undefined && landingPage === landingPageUrl;
  const value = { format: 'text_ad', headline, description };
  return {
    key: ad.key,
    kind: 'ad',
    name: headline,
    value: hasOurPage ? value : { ...value, landingPage },
    externalId: ad.externalId,
    parent: adGroups.find(({ id }) => `${CAMPAIGN_URN}${id}` === ad.campaign)?.key ?? null,
    parentId: ad.campaign.slice(CAMPAIGN_URN.length),
    isNew: ad.state === 'DRAFT',
    list: 'ads',
    status: statusOf(ad.state),
    expressible: hasOurPage,
    fields: foundChoices('ad', text ?? {}),
  };
}

function statusOf(status: string): 'active' | 'paused' {
  return status === 'ACTIVE' ? 'active' : 'paused';
}

/** Days where the schedule begins and ends with one; an end within a day is an instant. */
function datesOf(schedule: RunSchedule | undefined, timeZone: string): FoundShareObject['fields'] {
  const { start, end } = schedule ?? {};
  const day = end === undefined ? null : dayIn(timeZone, new Date(end - 1));
  const isWholeDay = day !== null && endOfDayMs(day, timeZone) === end;
  return {
    'schedule.startDate': start === undefined ? null : dayIn(timeZone, new Date(start)),
    'schedule.endDate': end === undefined || isWholeDay ? day : new Date(end).toISOString(),
  };
}
