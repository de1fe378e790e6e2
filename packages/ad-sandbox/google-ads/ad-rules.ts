import { isObject, type Json } from '../wire.ts';
import { displayWidth } from './display-width.ts';
import { requireFields, type Ruling } from './rule.ts';
import { finalUrlRules } from './url-rules.ts';

const RSA = ['ad', 'responsiveSearchAd'] as const;
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
  const { next, refuse, before } = ruling;
  requireFields(ruling, ['adGroup', 'ad']);
  enabledLimit(ruling);
  const ad = next['ad'];
  if (before !== undefined || !isObject(ad)) return;
  const search = ad['responsiveSearchAd'];
  if (!isObject(search)) {
    refuse('fieldError.REQUIRED', 'The required field was not present.', RSA);
    return;
  }
  const urls = ad['finalUrls'];
  if (!Array.isArray(urls) || urls.length === 0)
    refuse('fieldError.REQUIRED_NONEMPTY_LIST', 'The list must not be empty.', ['ad', 'finalUrls']);
  finalUrlRules(ruling, urls, ['ad', 'finalUrls']);
  assetRules(ruling, search, HEADLINES);
  assetRules(ruling, search, DESCRIPTIONS);
  pathRules(ruling, search);
}

function assetRules({ refuse }: Ruling, search: Json, rule: AssetRule): void {
  const given: unknown[] = Array.isArray(search[rule.field]) ? (search[rule.field] as unknown[]) : [];
  const at = [...RSA, rule.field];
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
    if (/[!?]{2,}/.test(text)) policyFinding(refuse, here, text);
  });
}

function policyFinding(refuse: Ruling['refuse'], at: readonly (string | number)[], text: string): void {
  const error = refuse(
    'policyFindingError.POLICY_FINDING',
    'The resource has been disapproved since the policy summary includes policy topics of type PROHIBITED.',
    at,
    text,
  );
  const topic = 'PUNCTUATION_AND_SYMBOLS';
  error.details = {
    policyFindingDetails: {
      policyTopicEntries: [{ topic, type: 'PROHIBITED', evidences: [{ textList: { texts: [text] } }] }],
    },
  };
}

function pathRules({ refuse }: Ruling, search: Json): void {
  for (const field of ['path1', 'path2']) {
    const path = search[field];
    if (typeof path === 'string' && displayWidth(path) > 15)
      refuse('adError.LINE_TOO_WIDE', 'One of the lines is too wide.', [...RSA, field], path);
  }
  if ((search['path2'] ?? '') !== '' && (search['path1'] ?? '') === '')
    refuse('fieldError.REQUIRED', 'path2 can only be set when path1 is set.', [...RSA, 'path1']);
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
