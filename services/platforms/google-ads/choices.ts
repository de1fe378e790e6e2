import type { Json } from './http.ts';
import type { Choice } from './choice.ts';
import type { LiveObject, LiveRow } from './live-children.ts';
import { IN_USE, REACH_OF_CAMPAIGN, ROTATION_OF_AD_GROUP } from './reach-choices.ts';
import { snakeCase, type ResourceKind } from './resources.ts';
import { LIMITS_OF_AD_GROUP, LIMITS_OF_CAMPAIGN, OWN_BID } from './strategy-limits.ts';

/**
 * Headlines and descriptions that Google writes itself, and pages that it chooses itself. Both are off in a new search campaign by
 * Google's word (AssetAutomationType, v25), and accounts are moved to AI Max by Google since September 2026.
 */
const AUTOMATED_ASSETS = ['FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION', 'TEXT_ASSET_AUTOMATION'];

type Automation = { assetAutomationType?: string; assetAutomationStatus?: string };

/** The kinds of assets that Google may make, in order; what is not certainly off counts. */
function automatedAssets(settings: unknown): string[] {
  return (settings as Automation[])
    .filter(({ assetAutomationStatus }) => assetAutomationStatus !== 'OPTED_OUT')
    .map(({ assetAutomationType }) => assetAutomationType ?? 'UNSPECIFIED')
    .sort();
}

function optOut(found: unknown): Automation[] {
  const types = new Set([...AUTOMATED_ASSETS, ...(found as string[])]);
  return [...types].map((assetAutomationType) => ({
    assetAutomationType,
    assetAutomationStatus: 'OPTED_OUT',
  }));
}

/** A bid adjustment on whom the campaign reaches: 1 leaves bids as they are, and is what an answer without one means. */
const BID_ADJUSTMENT: Choice = {
  path: 'settings.bidAdjustment',
  field: 'bidModifier',
  wanted: 1,
  unsaid: 1,
};

const URL_CHOICES = {
  'settings.trackingTemplate': ['trackingUrlTemplate', null],
  'settings.urlSuffix': ['finalUrlSuffix', null],
  'settings.urlParameters': ['urlCustomParameters', []],
  'settings.mobilePages': ['finalMobileUrls', []],
  'settings.pages': ['finalUrls', []],
  'settings.appPages': ['finalAppUrls', []],
  'settings.taggedPages': ['urlCollections', []],
} as const;
const TRACKING = ['settings.trackingTemplate', 'settings.urlSuffix', 'settings.urlParameters'] as const;

/** That nothing leads people anywhere but to the approved page, nor by anybody else's server. */
const urlChoices = (paths: readonly (keyof typeof URL_CHOICES)[], within = ''): Choice[] =>
  paths.map((path) => {
    const [field, nothing] = URL_CHOICES[path];
    return { path, field: `${within}${field}`, wanted: nothing, unsaid: nothing };
  });

const ON_CAMPAIGN: readonly Choice[] = [
  ...REACH_OF_CAMPAIGN,
  { path: 'settings.aiMax', field: 'aiMaxSetting.enableAiMax', wanted: false, unsaid: false },
  {
    path: 'settings.automatedAssets',
    field: 'assetAutomationSettings',
    wanted: [],
    unsaid: [],
    read: automatedAssets,
    write: optOut,
  },
  // BROAD makes every keyword a broad one; there is no word for the contrary
  {
    path: 'settings.keywordMatchType',
    field: 'keywordMatchType',
    wanted: null,
    unsaid: null,
    read: (value) => (value === 'UNSPECIFIED' ? null : value),
  },
  ...LIMITS_OF_CAMPAIGN,
  ...urlChoices(TRACKING),
];

/** Per kind of object, what is chosen for each of them. */
const CHOICES: Partial<Record<ResourceKind, readonly Choice[]>> = {
  // spread over the day; ACCELERATED spends it as fast as it can
  budget: [
    { path: 'settings.pacing', field: 'deliveryMethod', wanted: 'STANDARD', unsaid: 'STANDARD' },
    // one that others may spend from too
    { path: 'settings.sharedBudget', field: 'explicitlyShared', wanted: false, unsaid: false },
  ],
  campaign: ON_CAMPAIGN,
  location: [BID_ADJUSTMENT, IN_USE],
  language: [BID_ADJUSTMENT, IN_USE],
  'negative-keyword': [IN_USE],
  'ad-group': [
    OWN_BID,
    ...LIMITS_OF_AD_GROUP,
    ROTATION_OF_AD_GROUP,
    {
      path: 'settings.optimizedTargeting',
      field: 'optimizedTargetingEnabled',
      wanted: false,
      unsaid: false,
    },
    ...urlChoices(TRACKING),
  ],
  keyword: [OWN_BID, ...urlChoices([...TRACKING, 'settings.mobilePages', 'settings.pages'])],
  ad: urlChoices([...TRACKING, 'settings.mobilePages', 'settings.appPages', 'settings.taggedPages'], 'ad.'),
};

const choicesOf = (kind: ResourceKind): readonly Choice[] => CHOICES[kind] ?? [];

/** What is chosen for objects of a kind, in the model's terms. */
export function chosenFields(kind: ResourceKind): Readonly<Record<string, unknown>> {
  return Object.fromEntries(choicesOf(kind).map(({ path, wanted }) => [path, wanted]));
}

/** What a new object of a kind is sent with; what is wanted not to be there is left out. */
export function chosenValues(kind: ResourceKind): Json {
  const values: Json = {};
  for (const choice of choicesOf(kind)) put(values, choice.field, valueOf(choice, []));
  return values;
}

/** The names of the choices of a kind in a query's SELECT. */
export function chosenNames(kind: ResourceKind, table: string): string[] {
  return choicesOf(kind).map(({ field }) => `${table}.${snakeCase(field)}`);
}

/** The choices of an object as a search shows it, in the model's terms. */
export function foundChoices({
  kind,
  row,
}: Pick<LiveObject, 'kind' | 'row'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(choicesOf(kind).map((choice) => [choice.path, readOf(choice, row, kind)]));
}

/** What sets the touched choices of an object right: fields and their mask, both empty when nothing differs. */
export function rightChoices(
  { kind, row }: Pick<LiveObject, 'kind' | 'row'>,
  touches: (path: string) => boolean,
): { fields: Json; mask: string[] } {
  const fields: Json = {};
  const mask: string[] = [];
  for (const choice of choicesOf(kind)) {
    const found = readOf(choice, row, kind);
    if (JSON.stringify(found) === JSON.stringify(choice.wanted) || !touches(choice.path)) continue;
    put(fields, choice.field, valueOf(choice, found));
    mask.push(choice.field);
  }
  return { fields, mask };
}

/** The part of a row that holds what is chosen for objects of a kind. */
function chosenIn(row: LiveRow, kind: ResourceKind): unknown {
  if (kind === 'budget') return row.campaignBudget;
  if (kind === 'campaign') return row.campaign;
  if (kind === 'ad-group') return row.adGroup;
  if (kind === 'location' || kind === 'language') return row.campaignCriterion;
  return kind === 'ad' ? row.adGroupAd : row.adGroupCriterion;
}

function readOf(
  { field, wanted, unsaid, read = (value) => value, counts = () => true }: Choice,
  row: LiveRow,
  kind: ResourceKind,
): unknown {
  if (!counts(row)) return wanted;
  const value = field
    .split('.')
    .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], chosenIn(row, kind));
  return value === undefined ? unsaid : read(value);
}

function valueOf({ wanted, write }: Choice, found: unknown): unknown {
  if (write !== undefined) return write(found);
  const isNothing = wanted === null || (Array.isArray(wanted) && wanted.length === 0);
  return isNothing ? undefined : wanted;
}

/** Sets a value at a dotted path; undefined leaves it out. */
function put(fields: Json, path: string, value: unknown): void {
  if (value === undefined) return;
  const steps = path.split('.');
  let target = fields;
  for (const step of steps.slice(0, -1)) target = (target[step] ??= {}) as Json;
  target[steps.at(-1) ?? ''] = value;
}
