import { dayIn } from '../../../lib/time.ts';
import { unmarkedName } from '../vendor/object-names.ts';
import {
  VendorFailure,
  isAsMade,
  type FoundObject,
  type FoundShare,
  type FoundShareObject,
  type ReadWork,
  type ShareObject,
} from '../port.ts';
import { adGroupBidModifier } from './bid-modifiers.ts';
import { foundChoices } from './choices.ts';
import type { GoogleAds } from './create.ts';
import { adGroupCriterion, campaignCriterion, type Criterion } from './criteria.ts';
import { languageOfGoogleId } from './geo.ts';
import { placeOf } from './keys.ts';
import { readById, readByMarker, type LiveCampaign } from './live.ts';
import type { LiveObject, LiveRow } from './live-children.ts';
import { declaredPolitical, endDateTime, searchAdOf } from './map.ts';
import { externalIdOf } from './resources.ts';

/**
 * Everything under the campaign at Google, in the model's terms. Null when a search by id and one by the marker show no
 * campaign. @throws VendorFailure `unknown` when the two searches do not agree
 */
export async function readShare(
  { http, clock, startLeadMs }: GoogleAds,
  { session, desired, marker, known }: ReadWork,
): Promise<FoundShare | null> {
  const id = known.get('campaign')?.externalId;
  const live = id === undefined ? null : await readById(http, session, id, known);
  const other = live === null ? await readByMarker(http, session, marker) : null;
  if (live === null && other !== null && id !== undefined && other.externalId === id)
    throw new VendorFailure(
      'unknown',
      'SEARCH_INCONSISTENT',
      'Google Ads shows the campaign in one search only.',
    );
  const campaign = live ?? (id === undefined ? other : null);
  if (campaign === null) return null;
  return {
    objects: campaign.objects.map((object) => foundObject(object, campaign, { desired, marker })),
    startsBy: dayIn(session.timeZone, new Date(clock().getTime() + startLeadMs)),
  };
}

/** Those of a campaign's objects that are planned, each with whether it is as it was made. */
export function plannedAmong(
  live: LiveCampaign,
  share: readonly ShareObject[],
  about: Pick<ReadWork, 'desired' | 'marker'>,
): FoundObject[] {
  const planned = new Map(share.map((one) => [one.key, one]));
  return live.objects.flatMap((object): FoundObject[] => {
    const wanted = planned.get(object.key);
    if (wanted === undefined) return [];
    const found = foundObject(object, live, about);
    const { key, kind, externalId, parentId, isMarked } = found;
    const state = object.serves ? 'active' : 'created';
    return [{ key, kind, externalId, parentId, isMarked, state, isAsMade: isAsMade(wanted, found) }];
  });
}

/** An object of a campaign in the model's terms. */
export function foundObject(
  object: LiveObject,
  live: LiveCampaign,
  { desired: { landingPageUrl }, marker }: Pick<ReadWork, 'desired' | 'marker'>,
): FoundShareObject {
  const { kind, serves } = object;
  const status = serves ? 'active' : 'paused';
  const fields = foundChoices(object);
  const common = { ...standingOf(object, live, marker), fields, status: null, expressible: true } as const;
  switch (kind) {
    case 'budget':
      return { ...common, ...budgetOf(live, fields) };
    case 'campaign':
      return {
        ...common,
        ...namedBy(live.name),
        status,
        list: '',
        fields: { ...campaignFieldsOf(live), ...fields },
      };
    case 'location':
    case 'language':
      return { ...common, ...criterionOf(kind, object.row) };
    case 'excluded-location':
    case 'campaign-negative-keyword':
    case 'criterion':
    case 'restriction':
    case 'ad-group-criterion':
    case 'ad-group-restriction':
    case 'ad-group-bid-modifier':
    case 'ad-group-bid-restriction':
      return { ...common, ...wordless(criterionIn(object)) };
    case 'ad-group':
      return {
        ...common,
        ...namedBy(object.row.adGroup.name),
        status,
        list: 'adGroups',
        expressible: false,
      };
    case 'keyword':
    case 'negative-keyword':
      return { ...common, ...keywordOf(kind, object.row) };
    case 'ad':
      return { ...common, ...adOf(object.row, landingPageUrl), status };
  }
}

/** What an object is, where it stands, and what it shows of its maker. */
function standingOf(
  { key, kind, externalId, group, row, serves }: LiveObject,
  live: LiveCampaign,
  marker: string,
) {
  return {
    ...{ key, kind, externalId, parent: group },
    ...placeOf(kind, key),
    parentId: group === null ? null : externalIdOf(row.adGroup.resourceName),
    isMarked: isMarked(kind, live, marker),
    isNew: kind === 'keyword' ? row.adGroupCriterion.status !== 'PAUSED' : !serves,
  };
}

/** Names of campaigns and budgets end in the marker; everything else at Google bears people's own names, or none. */
function isMarked(kind: string, { name, budget }: LiveCampaign, marker: string): boolean | undefined {
  if (kind === 'budget') return unmarkedName(budget.name).marker === marker;
  return kind === 'campaign' ? unmarkedName(name).marker === marker : undefined;
}

type Own = Pick<FoundShareObject, 'name' | 'value' | 'list' | 'status' | 'expressible'>;

function criterionOf(
  kind: 'location' | 'language',
  { campaignCriterion: { location, language } }: LiveRow,
): Own {
  const id = externalIdOf(location?.geoTargetConstant ?? language?.languageConstant ?? '');
  const value = kind === 'location' ? `google:${id}` : languageOfGoogleId(id);
  const expressible = value !== null;
  return { name: value ?? id, value, list: `targeting.${kind}s`, status: null, expressible };
}

function budgetOf(
  { budget }: LiveCampaign,
  choices: FoundShareObject['fields'],
): Pick<FoundShareObject, 'name' | 'list' | 'value' | 'fields'> {
  const dailyMicros = Number(budget.amountMicros);
  return { name: budget.name, list: '', value: dailyMicros, fields: { dailyMicros, ...choices } };
}

/** What a row shows of an object that the model has no word for. */
function criterionIn({ kind, row, group }: LiveObject): Criterion | null {
  const key = group ?? '';
  if (kind === 'ad-group-bid-modifier' || kind === 'ad-group-bid-restriction')
    return adGroupBidModifier(row.adGroupBidModifier, key);
  return kind === 'ad-group-criterion' || kind === 'ad-group-restriction'
    ? adGroupCriterion(row.adGroupCriterion, key)
    : campaignCriterion(row.campaignCriterion);
}

/** Whom Google reaches or leaves out by something that the model has no word for. */
function wordless(criterion: Criterion | null): Own {
  const name = criterion?.name ?? '';
  return { name, value: name, list: 'targeting', status: null, expressible: false };
}

function keywordOf(kind: 'keyword' | 'negative-keyword', { adGroupCriterion }: LiveRow): Own {
  const { text = '', matchType = '' } = adGroupCriterion.keyword ?? {};
  const value = { text, matchType: matchType.toLowerCase() };
  if (kind === 'negative-keyword')
    return { name: text, value, list: 'negativeKeywords', status: null, expressible: true };
  const status = adGroupCriterion.status === 'PAUSED' ? 'paused' : 'active';
  return { name: text, value, list: 'keywords', status, expressible: true };
}

/** Another page than the campaign's is part of what an ad is, and our model has no word for it. */
function adOf({ adGroupAd: { ad } }: LiveRow, landingPageUrl: string): Omit<Own, 'status'> {
  const { finalUrls = [], responsiveSearchAd } = ad;
  const texts = searchAdOf(responsiveSearchAd ?? {});
  const hasOurPage = finalUrls.length === 1 && finalUrls[0] === landingPageUrl;
  return {
    name: texts.headlines[0]?.text ?? '',
    value: hasOurPage ? texts : { ...texts, finalUrls },
    list: 'ads',
    expressible: hasOurPage && responsiveSearchAd !== undefined,
  };
}

function namedBy(name: string): { name: string; value: string } {
  return { name, value: name };
}

function campaignFieldsOf(live: LiveCampaign): FoundShareObject['fields'] {
  const startDay = live.startDateTime?.slice(0, 10) ?? null;
  const endDay = live.endDateTime?.slice(0, 10);
  return {
    name: unmarkedName(live.name).name,
    currency: live.currency,
    'schedule.startDate': live.startDateTime === `${startDay} 00:00:00` ? startDay : live.startDateTime,
    'schedule.endDate':
      endDay === undefined || live.endDateTime === endDateTime(endDay) ? (endDay ?? null) : live.endDateTime,
    'declarations.euPoliticalAdvertising': declaredPolitical(live.euPolitical),
    'settings.bidding': live.biddingType,
  };
}
