import { isObject, type Json } from '../wire.ts';
import { campaignByUrn, type Writing } from './writing.ts';
import { quoted } from './failure.ts';
import { requireFields } from './shape.ts';

const LIMITS = { headline: 25, description: 75, landingPage: 2000 } as const;
const ACTIVE_LIMIT = 15;
const ALL_LIMIT = 100;

/** Creatives: a text ad in a TEXT_AD campaign, DRAFT while its campaign is, 15 active and 100 in all. */
export function creativeRules(writing: Writing): void {
  const { objects, account, before, next, refuse } = writing;
  requireFields(next, ['campaign', 'intendedStatus', 'content'], refuse);
  contentRules(writing);
  if (next['campaign'] === undefined) return;
  const campaign = campaignByUrn(writing, next['campaign']);
  if (campaign === undefined) {
    refuse(
      'FIELD_VALUE_DOES_NOT_EXIST',
      '/campaign',
      `/campaign value ${quoted(next['campaign'])} doesn't exist`,
    );
    return;
  }
  if (isObject(next['content']) && next['content']['textAd'] !== undefined && campaign['type'] !== 'TEXT_AD')
    refuse(
      'CONDITIONAL_INVALID_VALUE',
      '/content',
      "/content can't be set to textAd for this type of campaign",
    );
  if (campaign['status'] === 'DRAFT' && next['intendedStatus'] === 'ACTIVE')
    refuse(
      'CONDITIONAL_INVALID_VALUE',
      '/intendedStatus',
      "/intendedStatus can't be ACTIVE if /campaign is DRAFT",
    );
  const siblings = objects
    .list('creative', account.id)
    .filter(({ fields }) => fields['campaign'] === next['campaign'] && fields['id'] !== next['id']);
  const active = siblings.filter(({ fields }) => fields['intendedStatus'] === 'ACTIVE');
  if (next['intendedStatus'] === 'ACTIVE' && active.length >= ACTIVE_LIMIT)
    refuse('FIELD_VALUE_TOO_HIGH', '/intendedStatus', `active creatives can't be more than ${ACTIVE_LIMIT}`);
  if (before === undefined && siblings.length >= ALL_LIMIT)
    refuse('FIELD_VALUE_TOO_HIGH', '/campaign', `creatives of a campaign can't be more than ${ALL_LIMIT}`);
}

function contentRules({ before, next, refuse }: Writing): void {
  const content = next['content'];
  if (!isObject(content)) return;
  if (Object.keys(content).length !== 1)
    refuse('INVALID_VALUE_FOR_FIELD', '/content', '/content must have exactly one member');
  const old: unknown = isObject(before?.['content']) ? before['content']['reference'] : undefined;
  if (old !== undefined && old !== content['reference'])
    refuse('FIELD_NOT_ALLOWED', '/content/reference', "/content/reference can't be updated once set");
  if (isObject(content['textAd'])) textAdRules(content['textAd'], next, refuse);
}

function textAdRules(textAd: Json, creative: Json, refuse: Writing['refuse']): void {
  requireFields(
    creative,
    ['content/textAd/headline', 'content/textAd/description', 'content/textAd/landingPage'],
    refuse,
  );
  for (const [name, max] of Object.entries(LIMITS)) {
    const length = typeof textAd[name] === 'string' ? [...textAd[name]].length : 0;
    if (length > max)
      refuse(
        'FIELD_LENGTH_TOO_LONG',
        `/content/textAd/${name}`,
        `/content/textAd/${name} length ${length} can't exceeded maximum ${max} length`,
      );
  }
  const page = textAd['landingPage'];
  if (typeof page === 'string' && page !== '' && !(/^https?:\/\//.test(page) && URL.canParse(page)))
    refuse(
      'INVALID_VALUE_FOR_FIELD',
      '/content/textAd/landingPage',
      `/content/textAd/landingPage can't be set to ${page}`,
    );
}
