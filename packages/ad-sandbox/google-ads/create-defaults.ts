import { isObject, type Json } from '../wire.ts';
import { deviceId } from './bid-modifier-rules.ts';
import { CRITERIA } from './criterion-rules.ts';
import type { Draft } from './draft.ts';
import { biddingStrategies } from './fields.ts';
import { resourceName, resources, snake, type ResourceKind } from './resources.ts';

/** The new object with its id and everything the vendor fills in by itself. */
export function completeCreate(
  kind: ResourceKind,
  fields: Json,
  parentId: string,
  { draft, automates }: { draft: Draft; automates: boolean },
): { id: string; next: Json } {
  const modified = kind === 'adGroupBidModifier' ? deviceId(fields['device']) : undefined;
  const own = modified ?? ownId(fields) ?? draft.nextId();
  const composite = resources[kind].parent?.composite === true;
  const id = composite ? `${parentId}~${own}` : own;
  const unsaid = kind === 'campaign' && fields['advertisingChannelType'] === 'SEARCH';
  const filled = { ...defaults(kind, fields, own), ...fields, ...(unsaid ? widened(fields, automates) : {}) };
  const next: Json = { ...filled, resourceName: resourceName(draft.customer, kind, id) };
  if (kind === 'adGroupAd' && isObject(fields['ad']))
    next['ad'] = {
      ...fields['ad'],
      id: own,
      resourceName: `customers/${draft.customer}/ads/${own}`,
      type: 'RESPONSIVE_SEARCH_AD',
    };
  return { id, next };
}

/** Locations and languages have the id of their constant, a label that is put on something that of the label. */
function ownId(fields: Json): string | undefined {
  const location = isObject(fields['location']) ? fields['location']['geoTargetConstant'] : undefined;
  const language = isObject(fields['language']) ? fields['language']['languageConstant'] : undefined;
  const label = /^customers\/\d+\/labels\/(\d+)$/.exec(String(fields['label']))?.[1];
  if (label !== undefined) return label;
  return /^(?:geoTargetConstants|languageConstants)\/(\d+)$/.exec(String(location ?? language))?.[1];
}

/** What the vendor computes from the other fields, after a create and after every update. */
export function derivedFields(kind: ResourceKind, fields: Json): Json {
  if (kind !== 'campaign') return {};
  const strategy = biddingStrategies.find((name) => fields[name] !== undefined);
  // the strategies that campaigns share here all bid for clicks
  const type = strategy === 'biddingStrategy' ? 'targetSpend' : (strategy ?? 'unspecified');
  return { biddingStrategyType: snake(type).toUpperCase() };
}

const AUTOMATIONS = ['TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'];

/**
 * What the vendor decides for a search campaign that does not say: people who only show interest in the places, and, where it
 * automates, more networks, AI Max, and assets that it makes itself.
 */
function widened(fields: Json, automates: boolean): Json {
  const said = (name: string): Json => (isObject(fields[name]) ? fields[name] : {});
  const geoTargetTypeSetting = {
    positiveGeoTargetType: 'PRESENCE_OR_INTEREST',
    negativeGeoTargetType: 'PRESENCE',
    ...said('geoTargetTypeSetting'),
  };
  if (!automates || !isObject(fields['networkSettings'])) return { geoTargetTypeSetting };
  const given = Array.isArray(fields['assetAutomationSettings']) ? fields['assetAutomationSettings'] : [];
  const types = given.map((one: unknown) => (isObject(one) ? one['assetAutomationType'] : undefined));
  const others = AUTOMATIONS.filter((type) => !types.includes(type));
  const optedIn = others.map((type) => ({ assetAutomationType: type, assetAutomationStatus: 'OPTED_IN' }));
  return {
    geoTargetTypeSetting,
    networkSettings: { targetContentNetwork: true, ...said('networkSettings') },
    aiMaxSetting: { enableAiMax: true, ...said('aiMaxSetting') },
    assetAutomationSettings: [...(given as unknown[]), ...optedIn],
  };
}

function defaults(kind: ResourceKind, fields: Json, own: string): Json {
  const status = { status: 'ENABLED' };
  switch (kind) {
    case 'campaignBudget':
      return {
        ...status,
        id: own,
        explicitlyShared: true,
        deliveryMethod: 'STANDARD',
        period: 'DAILY',
        type: 'STANDARD',
      };
    case 'campaign':
      return {
        ...{ ...status, id: own, servingStatus: 'SERVING', adServingOptimizationStatus: 'OPTIMIZE' },
        ...derivedFields(kind, fields),
      };
    case 'adGroup':
      return { ...status, id: own, type: 'SEARCH_STANDARD', adRotationMode: 'OPTIMIZE' };
    case 'campaignCriterion':
    case 'adGroupCriterion': {
      const type = CRITERIA[kind].find((name) => fields[name] !== undefined) ?? 'unknown';
      return { ...status, criterionId: own, type: snake(type).toUpperCase(), negative: false };
    }
    case 'adGroupAd':
      return status;
    case 'adGroupBidModifier':
      return { criterionId: own, bidModifierSource: 'AD_GROUP' };
    case 'label':
      return { ...status, id: own };
    case 'campaignLabel':
    case 'adGroupLabel':
      return {};
  }
}

/** A criterion that is already there is not made twice: its resource name is answered again. */
export function criterionDouble(kind: ResourceKind, fields: Json, draft: Draft): string | undefined {
  if (kind !== 'adGroupCriterion' && kind !== 'campaignCriterion') return undefined;
  const parent = kind === 'adGroupCriterion' ? 'adGroup' : 'campaign';
  const same = (other: Json): boolean =>
    other[parent] === fields[parent] &&
    (other['negative'] ?? false) === (fields['negative'] ?? false) &&
    criterionKey(other) === criterionKey(fields);
  return draft.living(kind).find(same)?.['resourceName'] as string | undefined;
}

function criterionKey(fields: Json): string {
  const { keyword, location, language, proximity, adSchedule, device, userList, ageRange } = fields;
  const text = isObject(keyword) ? [String(keyword['text']).toLowerCase(), keyword['matchType']] : [];
  return JSON.stringify([text, location, language, proximity, adSchedule, device, userList, ageRange]);
}
