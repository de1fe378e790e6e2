import type { AdObject, AdObjects } from '../ad-objects.ts';
import { isObject, type Json } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';

export type ServingSource = { objects: AdObjects; account: GoogleAccount; now: Date };
type State = { primaryStatus: string; primaryStatusReasons: string[] };

const state = (primaryStatus: string, ...primaryStatusReasons: string[]): State => ({
  primaryStatus,
  primaryStatusReasons,
});
const ELIGIBLE = state('ELIGIBLE');

/** Whether an object can serve and why not, as the vendor tells it beside the status that a person set. */
export function servingState({ kind, fields }: AdObject, source: ServingSource): Json {
  switch (kind) {
    case 'campaign':
      return { ...campaignState(fields, source), servingStatus: servingStatus(fields, source) };
    case 'adGroup':
      return adGroupState(fields, source);
    case 'adGroupAd':
      return adState(fields, source);
    case 'adGroupCriterion':
      return keywordState(fields);
    default:
      return {};
  }
}

function servingStatus(fields: Json, source: ServingSource): string {
  if (source.account.billingHold === true || source.account.status === 'SUSPENDED') return 'SUSPENDED';
  if (fields['status'] !== 'ENABLED') return 'NONE';
  const term = termOf(fields, source);
  return term === 'running' ? 'SERVING' : term;
}

function termOf(fields: Json, { account, now }: ServingSource): 'PENDING' | 'ENDED' | 'running' {
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: account.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(now);
  const [start, end] = [fields['startDateTime'], fields['endDateTime']];
  if (typeof end === 'string' && end < local) return 'ENDED';
  return typeof start === 'string' && start > local ? 'PENDING' : 'running';
}

function campaignState(fields: Json, source: ServingSource): State {
  if (fields['status'] === 'REMOVED') return state('REMOVED', 'CAMPAIGN_REMOVED');
  if (fields['status'] === 'PAUSED') return state('PAUSED', 'CAMPAIGN_PAUSED');
  const term = termOf(fields, source);
  if (term !== 'running') return state(term, `CAMPAIGN_${term}`);
  const groups = children('adGroup', 'campaign', fields, source);
  const ads = groups.flatMap((group) => children('adGroupAd', 'adGroup', group, source));
  const keywords = groups.flatMap((group) => keywordsOf(group, source));
  return (
    among(groups, 'NO_AD_GROUPS', 'AD_GROUPS_PAUSED') ??
    among(ads, 'NO_AD_GROUP_ADS', 'AD_GROUP_ADS_PAUSED') ??
    among(keywords, 'NO_KEYWORDS', 'KEYWORDS_PAUSED') ??
    reviewed(ads)
  );
}

function adGroupState(fields: Json, source: ServingSource): State {
  if (fields['status'] === 'REMOVED') return state('REMOVED', 'AD_GROUP_REMOVED');
  if (fields['status'] === 'PAUSED') return state('PAUSED', 'AD_GROUP_PAUSED');
  const ads = children('adGroupAd', 'adGroup', fields, source);
  return (
    heldByCampaign(fields['campaign'], source) ??
    among(ads, 'NO_AD_GROUP_ADS', 'AD_GROUP_ADS_PAUSED') ??
    among(keywordsOf(fields, source), 'NO_KEYWORDS', 'KEYWORDS_PAUSED') ??
    reviewed(ads)
  );
}

function adState(fields: Json, source: ServingSource): State {
  if (fields['status'] === 'REMOVED') return state('REMOVED', 'AD_GROUP_AD_REMOVED');
  if (fields['status'] === 'PAUSED') return state('PAUSED', 'AD_GROUP_AD_PAUSED');
  const group = named('adGroup', fields['adGroup'], source);
  const held = heldByCampaign(group?.['campaign'], source);
  if (held !== undefined) return held;
  if (group?.['status'] === 'PAUSED') return state('NOT_ELIGIBLE', 'AD_GROUP_PAUSED');
  if (group?.['status'] === 'REMOVED') return state('NOT_ELIGIBLE', 'AD_GROUP_REMOVED');
  const { approvalStatus, reviewStatus } = policyOf(fields);
  if (reviewStatus === 'REVIEW_IN_PROGRESS') return state('PENDING', 'AD_GROUP_AD_UNDER_REVIEW');
  if (approvalStatus === 'DISAPPROVED') return state('NOT_ELIGIBLE', 'AD_GROUP_AD_DISAPPROVED');
  return approvalStatus === 'APPROVED_LIMITED' ? state('LIMITED', 'AD_GROUP_AD_APPROVED_LABELED') : ELIGIBLE;
}

/** A keyword is approved unless a verdict said otherwise; a negative one is not reviewed. */
function keywordState(fields: Json): Json {
  if (!isObject(fields['keyword']) || fields['negative'] === true) return {};
  return { systemServingStatus: 'ELIGIBLE', approvalStatus: fields['approvalStatus'] ?? 'APPROVED' };
}

function heldByCampaign(name: unknown, source: ServingSource): State | undefined {
  const campaign = named('campaign', name, source);
  if (campaign === undefined) return undefined;
  if (campaign['status'] === 'REMOVED') return state('NOT_ELIGIBLE', 'CAMPAIGN_REMOVED');
  if (campaign['status'] === 'PAUSED') return state('NOT_ELIGIBLE', 'CAMPAIGN_PAUSED');
  const term = termOf(campaign, source);
  if (term === 'running') return undefined;
  return state(term === 'PENDING' ? 'PENDING' : 'NOT_ELIGIBLE', `CAMPAIGN_${term}`);
}

/** None there, or none of them enabled. */
function among(list: readonly Json[], none: string, paused: string): State | undefined {
  if (list.length === 0) return state('NOT_ELIGIBLE', none);
  return list.some((one) => one['status'] === 'ENABLED') ? undefined : state('NOT_ELIGIBLE', paused);
}

function reviewed(all: readonly Json[]): State {
  const ads = all.filter((ad) => ad['status'] === 'ENABLED').map(policyOf);
  const refused = ads.filter(({ approvalStatus }) => approvalStatus === 'DISAPPROVED').length;
  const waiting = ads.filter(({ reviewStatus }) => reviewStatus === 'REVIEW_IN_PROGRESS').length;
  if (refused === ads.length) return state('NOT_ELIGIBLE', 'HAS_ADS_DISAPPROVED');
  if (waiting * 2 > ads.length)
    return state(waiting === ads.length ? 'PENDING' : 'LIMITED', 'MOST_ADS_UNDER_REVIEW');
  return refused > 0 ? state('LIMITED', 'HAS_ADS_DISAPPROVED') : ELIGIBLE;
}

function policyOf(fields: Json): Json {
  return isObject(fields['policySummary']) ? fields['policySummary'] : {};
}

function named(kind: string, name: unknown, { objects, account }: ServingSource): Json | undefined {
  return objects.list(kind, account.id).find(({ fields }) => fields['resourceName'] === name)?.fields;
}

function children(kind: string, field: string, parent: Json, { objects, account }: ServingSource): Json[] {
  return objects
    .list(kind, account.id)
    .map(({ fields }) => fields)
    .filter((fields) => fields[field] === parent['resourceName'] && fields['status'] !== 'REMOVED');
}

function keywordsOf(group: Json, source: ServingSource): Json[] {
  return children('adGroupCriterion', 'adGroup', group, source).filter(
    (criterion) => isObject(criterion['keyword']) && criterion['negative'] !== true,
  );
}
