import { CampaignInput } from '../../../../contracts/campaign/input.ts';
import type { Difference } from '../../../../contracts/platforms/drift.ts';
import type { AdGroup } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { canonicalJson } from '../../../../lib/canonical-json.ts';
import { AppError } from '../../../../lib/errors.ts';
import { kindWords, pathWords } from '../../../../rules/field-words.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { contentFrom } from '../../content/domain/validation.ts';
import { conflict } from '../../content/domain/lifecycle.ts';

/** What is taken in: a difference that one platform shows. */
export type Found = Pick<Difference, 'kind' | 'path' | 'applied' | 'found' | 'acceptable'>;

/**
 * The content with what was found on a platform in the place of what was applied there; null where a version cannot hold it:
 * a status, a setting of the platform's own, or something that the current version has no place for any more.
 * @param published what was applied; the numbers in a path count in it
 */
export function withFound(
  content: CampaignContent,
  published: CampaignContent,
  platform: Platform,
  found: Found,
): CampaignContent | null {
  if (!found.acceptable) return null;
  const next = structuredClone(content);
  return take(next, published, platform, found) && isWhole(next) ? next : null;
}

/**
 * The same of several, one after the other.
 * @throws AppError CAMPAIGN_STATE_CONFLICT for one that no version can hold
 */
export function withAllFound(
  content: CampaignContent,
  published: CampaignContent,
  differences: readonly { platform: Platform; difference: Difference }[],
): CampaignContent {
  return differences.reduce((current, { platform, difference }) => {
    const next = withFound(current, published, platform, difference);
    if (next) return next;
    const what = `${kindWords(difference.objectKind)} “${difference.objectName}”`;
    throw conflict(
      `What was found in ${what} (${pathWords(difference.path)}) cannot be taken into a version.`,
    );
  }, content);
}

/** Writes one difference into the content; false where there is no place for it. */
function take(
  content: CampaignContent,
  published: CampaignContent,
  platform: Platform,
  difference: Found,
): boolean {
  const [head = '', ...rest] = difference.path.split('.');
  const { found } = difference;
  switch (head) {
    case 'name':
    case 'landingPageUrl':
      if (typeof found !== 'string' || rest.length > 0) return false;
      content[head] = found;
      return true;
    case 'dailyMicros':
      return takeDaily(content, platform, found);
    case 'totalMicros':
      // the total is shared over the platforms: one platform's part of it is no number of a version, unless it is the only one
      if (content.platforms.length > 1 || typeof found !== 'number') return false;
      content.budget.totalMicros = found;
      return true;
    case 'schedule':
      return takeDay(content, rest, found);
    case 'targeting': {
      const [list = ''] = rest;
      if (list !== 'locations' && list !== 'languages') return false;
      return takeElement(content.targeting[list], difference);
    }
    case 'adGroups':
      return takeInAdGroup(content, published, rest, difference);
    default:
      return false;
  }
}

function takeDaily({ budget }: CampaignContent, platform: Platform, found: unknown): boolean {
  const share = budget.split.find((s) => s.platform === platform);
  if (!share || typeof found !== 'number') return false;
  share.dailyMicros = found;
  budget.dailyMicros = budget.split.reduce((sum, s) => sum + s.dailyMicros, 0);
  return true;
}

function takeDay({ schedule }: CampaignContent, [field]: readonly string[], found: unknown): boolean {
  if (field === 'endDate' && found === null) {
    delete schedule.endDate;
    return true;
  }
  if ((field !== 'startDate' && field !== 'endDate') || typeof found !== 'string') return false;
  schedule[field] = found;
  return true;
}

const LISTS = ['keywords', 'negativeKeywords', 'ads'] as const;

function takeInAdGroup(
  { structure }: CampaignContent,
  published: CampaignContent,
  [index = '', field, ...rest]: readonly string[],
  difference: Found,
): boolean {
  if (!structure) return false;
  if (index === '-') {
    structure.adGroups.push(difference.found as AdGroup);
    return true;
  }
  const name = published.structure?.adGroups[Number(index)]?.name;
  const place = structure.adGroups.findIndex((candidate) => candidate.name === name);
  const group = structure.adGroups[place];
  if (!group) return false;
  if (field === undefined) {
    if (difference.kind !== 'missing') return false;
    structure.adGroups.splice(place, 1);
    return true;
  }
  if (field === 'name' && typeof difference.found === 'string') {
    group.name = difference.found;
    return true;
  }
  const list = LISTS.find((one) => one === field);
  return list !== undefined && rest.length === 1 && takeElement(group[list], difference);
}

/** Adds what is foreign, takes away what is missing, and replaces what was changed, wherever in the list it stands now. */
function takeElement(list: unknown[], { kind, applied, found }: Found): boolean {
  const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
  if (kind === 'foreign') {
    if (!list.some((element) => same(element, found))) list.push(found);
    return true;
  }
  const place = list.findIndex((element) => same(element, applied));
  if (place < 0) return false;
  list.splice(place, 1, ...(kind === 'missing' ? [] : [found]));
  return true;
}

/** Whether a client could have written this content. */
function isWhole({ declarations, structure, ...rest }: CampaignContent): boolean {
  const optional = { ...(declarations && { declarations }), ...(structure && { structure }) };
  const parsed = CampaignInput.safeParse({ ...rest, ...optional });
  if (!parsed.success) return false;
  try {
    contentFrom(parsed.data);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
