import { isObject, type Json } from '../wire.ts';
import { bidRules } from './ad-group-rules.ts';
import { keywordPolicies } from './policies.ts';
import { requireFields, type Ruling } from './rule.ts';
import { finalUrlRules } from './url-rules.ts';

const FORBIDDEN = /[,!@%^()={};~`<>?\\|]/;

/** The types of criteria that the simulator has, by level. */
export const CRITERIA = {
  campaignCriterion: ['keyword', 'location', 'language', 'proximity', 'adSchedule', 'device', 'userList'],
  adGroupCriterion: ['keyword', 'ageRange', 'userList'],
} as const;

/** Targeting of a campaign: places, languages, negative keywords, hours, devices and lists of people. */
export function campaignCriterionRules(ruling: Ruling): void {
  const { next, refuse } = ruling;
  requireFields(ruling, ['campaign']);
  exactlyOne(ruling, CRITERIA.campaignCriterion);
  if (isObject(next['keyword'])) {
    keywordRules(ruling, next['keyword']);
    if (next['negative'] !== true)
      refuse('criterionError.CANNOT_TARGET_CRITERION', 'A campaign keyword must be negative.', ['negative']);
  }
  if (
    isObject(next['location']) &&
    !/^geoTargetConstants\/\d+$/.test(String(next['location']['geoTargetConstant']))
  )
    refuse('criterionError.INVALID_TARGETING_LOCATION', 'The location is not valid.', [
      'location',
      'geoTargetConstant',
    ]);
  if (
    isObject(next['language']) &&
    !/^languageConstants\/\d+$/.test(String(next['language']['languageConstant']))
  )
    refuse('criterionError.INVALID_LANGUAGE_CODE', 'The language is not valid.', [
      'language',
      'languageConstant',
    ]);
  if (isObject(next['language']) && next['negative'] === true)
    refuse('criterionError.CANNOT_EXCLUDE_CRITERION', 'A language cannot be excluded.', ['negative']);
}

/** Keywords of an ad group and people, wanted or negative. */
export function adGroupCriterionRules(ruling: Ruling): void {
  const { next, refuse } = ruling;
  requireFields(ruling, ['adGroup']);
  exactlyOne(ruling, CRITERIA.adGroupCriterion);
  if (isObject(next['keyword'])) keywordRules(ruling, next['keyword']);
  if (ruling.before === undefined && next['negative'] !== true && isObject(next['keyword']))
    keywordPolicies(ruling, String(next['keyword']['text']));
  if (next['negative'] === true && next['cpcBidMicros'] !== undefined)
    refuse('adGroupCriterionError.INVALID_FIELD_FOR_NEGATIVE', 'A negative criterion cannot have a bid.', [
      'cpcBidMicros',
    ]);
  bidRules(ruling, 'cpcBidMicros');
  finalUrlRules(ruling, next['finalUrls'], ['finalUrls']);
}

function exactlyOne({ next, refuse }: Ruling, kinds: readonly string[]): void {
  const given = kinds.filter((kind) => next[kind] !== undefined);
  if (given.length !== 1)
    refuse('criterionError.CONCRETE_TYPE_REQUIRED', 'Concrete type of criterion is required.', ['criterion']);
}

function keywordRules({ refuse }: Ruling, keyword: Json): void {
  const text = keyword['text'];
  if (typeof text !== 'string' || text.trim() === '') {
    refuse('fieldError.REQUIRED', 'The required field was not present.', ['keyword', 'text']);
    return;
  }
  if (keyword['matchType'] === undefined)
    refuse('fieldError.REQUIRED', 'The required field was not present.', ['keyword', 'matchType']);
  if ([...text].length > 80)
    refuse(
      'criterionError.KEYWORD_TEXT_TOO_LONG',
      'Keyword text exceeds 80 characters.',
      ['keyword', 'text'],
      text,
    );
  if (text.trim().split(/\s+/).length > 10)
    refuse(
      'criterionError.KEYWORD_HAS_TOO_MANY_WORDS',
      'Keyword text has more than 10 words.',
      ['keyword', 'text'],
      text,
    );
  if (FORBIDDEN.test(text))
    refuse(
      'criterionError.KEYWORD_HAS_INVALID_CHARS',
      'Keyword text has invalid characters.',
      ['keyword', 'text'],
      text,
    );
}
