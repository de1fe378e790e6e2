import { isObject, type Json } from '../wire.ts';
import { displayWidth } from './display-width.ts';
import { requireFields, type Ruling } from './rule.ts';
import { finalUrlRules } from './url-rules.ts';

type AssetRule = {
  field: 'headlines' | 'descriptions';
  least: number;
  most: number;
  width: number;
  pin: string;
};
const HEADLINES: AssetRule = { field: 'headlines', least: 3, most: 15, width: 30, pin: 'HEADLINE_' };
const DESCRIPTIONS: AssetRule = { field: 'descriptions', least: 2, most: 4, width: 90, pin: 'DESCRIPTION_' };
const ENABLED_LIMIT = 3;

/** Ads of an ad group: responsive search ads only. */
export function adRules(ruling: Ruling): void {
  const { next, before } = ruling;
  requireFields(ruling, ['adGroup', 'ad']);
  enabledLimit(ruling);
  if (before === undefined && isObject(next['ad'])) adContentRules(ruling, next['ad'], ['ad']);
}

/** What an ad says and where it leads; `at` is where the ad stands in the operation. */
export function adContentRules(ruling: Ruling, ad: Json, at: readonly string[]): void {
  const { refuse } = ruling;
  const search = ad['responsiveSearchAd'];
  const here = [...at, 'responsiveSearchAd'];
  if (!isObject(search)) {
    refuse('fieldError.REQUIRED', 'The required field was not present.', here);
    return;
  }
  const urls = ad['finalUrls'];
  if (!Array.isArray(urls) || urls.length === 0)
    refuse('fieldError.REQUIRED_NONEMPTY_LIST', 'The list must not be empty.', [...at, 'finalUrls']);
  finalUrlRules(ruling, urls, [...at, 'finalUrls']);
  assetRules(ruling, search, HEADLINES, here);
  assetRules(ruling, search, DESCRIPTIONS, here);
  pathRules(ruling, search, here);
}

function assetRules(ruling: Ruling, search: Json, rule: AssetRule, ad: readonly string[]): void {
  const { refuse } = ruling;
  const given: unknown[] = Array.isArray(search[rule.field]) ? (search[rule.field] as unknown[]) : [];
  const at = [...ad, rule.field];
  if (given.length < rule.least) refuse('collectionSizeError.TOO_FEW', 'Too few.', at);
  if (given.length > rule.most) refuse('collectionSizeError.TOO_MANY', 'Too many.', at);
  const texts = new Set<string>();
  given.forEach((asset, index) => {
    if (!isObject(asset)) return;
    const text = typeof asset['text'] === 'string' ? asset['text'] : '';
    const here = [...at, index, 'text'];
    if (text.trim() === '') refuse('fieldError.REQUIRED', 'The required field was not present.', here);
    else if (texts.has(text))
      refuse('assetError.DUPLICATE_ASSET', 'Duplicate assets were found.', here, text);
    texts.add(text);
    if (displayWidth(text) > rule.width)
      refuse('adError.LINE_TOO_WIDE', 'One of the lines is too wide.', here, text);
    if (typeof asset['pinnedField'] === 'string' && !asset['pinnedField'].startsWith(rule.pin))
      refuse('fieldError.INVALID_VALUE', "The field's value is invalid.", [...at, index, 'pinnedField']);
    if (/[!?]{2,}/.test(text)) policyFinding(ruling, here, text);
  });
}

function policyFinding({ refuse, exemptions }: Ruling, at: readonly (string | number)[], text: string): void {
  const topic = 'PUNCTUATION_AND_SYMBOLS';
  if (exemptions.topics.includes(topic)) return;
  const error = refuse(
    'policyFindingError.POLICY_FINDING',
    'The resource has been disapproved since the policy summary includes policy topics of type PROHIBITED.',
    at,
    text,
  );
  error.details = {
    policyFindingDetails: {
      policyTopicEntries: [{ topic, type: 'PROHIBITED', evidences: [{ textList: { texts: [text] } }] }],
    },
  };
}

function pathRules({ refuse }: Ruling, search: Json, at: readonly string[]): void {
  for (const field of ['path1', 'path2']) {
    const path = search[field];
    if (typeof path === 'string' && displayWidth(path) > 15)
      refuse('adError.LINE_TOO_WIDE', 'One of the lines is too wide.', [...at, field], path);
  }
  if ((search['path2'] ?? '') !== '' && (search['path1'] ?? '') === '')
    refuse('fieldError.REQUIRED', 'path2 can only be set when path1 is set.', [...at, 'path1']);
}

function enabledLimit({ next, refuse, draft }: Ruling): void {
  if (next['status'] !== 'ENABLED') return;
  const enabled = draft
    .living('adGroupAd')
    .filter(
      (other) =>
        other['adGroup'] === next['adGroup'] &&
        other['status'] === 'ENABLED' &&
        other['resourceName'] !== next['resourceName'],
    );
  if (enabled.length < ENABLED_LIMIT) return;
  const error = refuse(
    'resourceCountLimitExceededError.AD_GROUP_AD_LIMIT',
    'Too many enabled responsive search ads in the ad group.',
    [],
  );
  error.details = {
    resourceCountDetails: {
      limit: ENABLED_LIMIT,
      existingCount: enabled.length,
      enclosingResource: next['adGroup'],
    },
  };
}
