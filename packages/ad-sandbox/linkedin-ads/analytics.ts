import type { AdObjects } from '../ad-objects.ts';
import { isNothing, sumOf, type DayFigures } from '../figures/day-figures.ts';
import { measured, type FiguresLeaf, type Measured } from '../figures/measured.ts';
import { Served } from '../figures/served.ts';
import type { Told } from '../figures/told.ts';
import { isObject, type Json, type Reply } from '../wire.ts';
import type { LinkedInAccount } from './accounts.ts';
import { gateFailure } from './failure.ts';
import { leavesOf, placeOf } from './leaves.ts';
import type { RestliValue } from './restli.ts';
import { entities } from './entities.ts';
import { CAMPAIGN_URN, GROUP_URN } from './writing.ts';

type Query = Record<string, RestliValue>;
type Asked = {
  pivot: string;
  isDaily: boolean;
  first: string;
  last: string;
  accounts: string[];
  fields: string[];
};

const ACCOUNT_URN = 'urn:li:sponsoredAccount:';
/** What an answer may be broken down by, and how what it names begins. */
const PIVOTS: Record<string, string> = {
  ACCOUNT: ACCOUNT_URN,
  CAMPAIGN_GROUP: GROUP_URN,
  CAMPAIGN: CAMPAIGN_URN,
  CREATIVE: entities.creatives.urn,
};
const PARAMETERS = ['q', 'pivot', 'timeGranularity', 'dateRange', 'accounts', 'fields'];
/** What is not asked for by name is not there, money included. */
const DEFAULT_FIELDS = ['impressions', 'clicks'];
const METRICS_LIMIT = 20;
/** More rows than this are cut without a word, as the vendor does. */
const ROWS_LIMIT = 15_000;

const amount = (micros: number): string => String(micros / 1_000_000);
const METRICS: Record<string, (figures: DayFigures) => number | string> = {
  impressions: ({ impressions }) => impressions,
  clicks: ({ clicks }) => clicks,
  costInLocalCurrency: ({ costMicros }) => amount(costMicros),
  externalWebsiteConversions: ({ conversions }) => conversions,
  conversionValueInLocalCurrency: ({ conversionValueMicros }) => amount(conversionValueMicros),
};
const PLACES = ['pivotValues', 'dateRange'];

export type AnalyticsSettings = {
  objects: AdObjects;
  accounts: readonly LinkedInAccount[];
  figures: LinkedInFigures;
  now: () => Date;
};

/** The figures of all accounts, in days of UTC, and what was ordered of them. */
export class LinkedInFigures {
  readonly told: Told;
  #served = new Map<string, Served<FiguresLeaf>>();

  constructor(told: Told) {
    this.told = told;
  }

  of(account: LinkedInAccount, objects: AdObjects, now: Date, isAsked: (day: string) => boolean): Measured[] {
    const served = this.#served.get(account.id) ?? new Served(account.id, leavesOf);
    this.#served.set(account.id, served);
    const place = (object: string): ReturnType<typeof placeOf> => placeOf(object, { objects, account });
    return measured(
      {
        objects,
        served,
        told: this.told,
        placeOf: place,
        timeZone: 'UTC',
        wholeConversions: true,
        now: now.getTime(),
      },
      isAsked,
    );
  }
}

/** The analytics finder: figures of whole accounts by account, campaign group, campaign or creative, for all days or day by day. */
export function analytics(query: Query, settings: AnalyticsSettings): Reply {
  const asked = parse(query);
  if ('status' in asked) return asked;
  const elements = settings.accounts
    .filter(({ id }) => asked.accounts.includes(`${ACCOUNT_URN}${id}`))
    .flatMap((account) => elementsOf(account, asked, settings));
  return {
    status: 200,
    body: { elements: elements.slice(0, ROWS_LIMIT), paging: { start: 0, count: 10, links: [] } },
  };
}

function elementsOf(
  account: LinkedInAccount,
  asked: Asked,
  { figures, objects, now }: AnalyticsSettings,
): Json[] {
  const { pivot, isDaily, first, last, fields } = asked;
  const all = figures.of(account, objects, now(), (day) => day >= first && day <= last);
  const prefix = PIVOTS[pivot] ?? '';
  const rows = Map.groupBy(all, ({ date, within }) => {
    const urn =
      pivot === 'ACCOUNT' ? `${ACCOUNT_URN}${account.id}` : within.find((name) => name.startsWith(prefix));
    return urn === undefined ? undefined : `${isDaily ? date : ''} ${urn}`;
  });
  return [...rows].flatMap(([key, some]): Json[] => {
    const [date = '', urn = ''] = key?.split(' ') ?? [];
    const sum = sumOf(some.map((one) => one.figures));
    if (key === undefined || isNothing(sum)) return [];
    const dateRange = { start: partsOf(isDaily ? date : first), end: partsOf(isDaily ? date : last) };
    const shown: Json = { pivotValues: [urn], dateRange };
    const values = fields.map((name): [string, unknown] => [name, METRICS[name]?.(sum) ?? shown[name]]);
    return [Object.fromEntries(values)];
  });
}

function parse(query: Query): Asked | Reply {
  const stray = Object.keys(query).find((name) => !PARAMETERS.includes(name));
  if (stray !== undefined)
    return gateFailure(400, 'QUERY_PARAM_NOT_ALLOWED', `Query parameter '${stray}' is not allowed`);
  const { q, pivot, timeGranularity, dateRange, accounts, fields } = query;
  if (q !== 'analytics') return invalid('q');
  if (typeof pivot !== 'string' || !Object.hasOwn(PIVOTS, pivot)) return invalid('pivot');
  if (timeGranularity !== 'ALL' && timeGranularity !== 'DAILY') return invalid('timeGranularity');
  const range = isObject(dateRange) ? dateRange : {};
  const [first, last] = [
    dayOf(range['start']),
    range['end'] === undefined ? '9999-12-31' : dayOf(range['end']),
  ];
  if (first === undefined || last === undefined || first > last) return invalid('dateRange');
  if (!isTexts(accounts)) return invalid('accounts');
  const names = typeof fields === 'string' ? fields.split(',') : DEFAULT_FIELDS;
  const unknown = names.find((name) => !Object.hasOwn(METRICS, name) && !PLACES.includes(name));
  if (unknown !== undefined) return invalid(`fields.${unknown}`);
  if (names.filter((name) => !PLACES.includes(name)).length > METRICS_LIMIT) return invalid('fields');
  return { pivot, isDaily: timeGranularity === 'DAILY', first, last, accounts, fields: names };
}

const invalid = (name: string): Reply =>
  gateFailure(400, 'PARAM_INVALID', `Invalid query parameters passed to request: ${name}`);

const isTexts = (value: RestliValue | undefined): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

/** `(year:2026,month:3,day:1)` as `2026-03-01`. */
function dayOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((name) => textOf(value[name]));
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function partsOf(day: string): Json {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { year, month, day: date };
}
