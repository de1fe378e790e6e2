import type { DayFigures } from '../figures/day-figures.ts';
import { isObject, type Reply } from '../wire.ts';
import { entities } from './entities.ts';
import { gateFailure } from './failure.ts';
import type { RestliValue } from './restli.ts';
import { CAMPAIGN_URN, GROUP_URN } from './writing.ts';

export type Query = Record<string, RestliValue>;
/** What is asked for; days as `2026-03-01`. */
export type AnalyticsQuery = {
  pivots: readonly string[];
  isDaily: boolean;
  first: string;
  last: string;
  accounts: string[];
  fields: string[];
};

export const ACCOUNT_URN = 'urn:li:sponsoredAccount:';
/** What an answer may be broken down by, and how what it names begins. */
export const PIVOTS: Record<string, string> = {
  ACCOUNT: ACCOUNT_URN,
  CAMPAIGN_GROUP: GROUP_URN,
  CAMPAIGN: CAMPAIGN_URN,
  CREATIVE: entities.creatives.urn,
};
const PARAMETERS = ['timeGranularity', 'dateRange', 'accounts', 'fields'];
/** The statistics finder breaks down by up to three at a time, the analytics finder by one. */
const FINDERS: Record<string, { parameter: 'pivot' | 'pivots'; limit: number }> = {
  analytics: { parameter: 'pivot', limit: 1 },
  statistics: { parameter: 'pivots', limit: 3 },
};
/** What is not asked for by name is not there, money included. */
const DEFAULT_FIELDS = ['impressions', 'clicks'];
const METRICS_LIMIT = 20;
const amount = (micros: number): string => String(micros / 1_000_000);
export const METRICS: Record<string, (figures: DayFigures) => number | string> = {
  impressions: ({ impressions }) => impressions,
  clicks: ({ clicks }) => clicks,
  costInLocalCurrency: ({ costMicros }) => amount(costMicros),
  externalWebsiteConversions: ({ conversions }) => conversions,
  conversionValueInLocalCurrency: ({ conversionValueMicros }) => amount(conversionValueMicros),
};
const PLACES = ['pivotValues', 'dateRange'];

/** Reads what is asked for, or refuses it. */
export function parseAnalytics(query: Query): AnalyticsQuery | Reply {
  const { q, timeGranularity, dateRange, accounts, fields } = query;
  const finder = typeof q === 'string' && Object.hasOwn(FINDERS, q) ? FINDERS[q] : undefined;
  if (finder === undefined) return invalid('q');
  const stray = Object.keys(query).find((name) => ![...PARAMETERS, 'q', finder.parameter].includes(name));
  if (stray !== undefined)
    return gateFailure(400, 'QUERY_PARAM_NOT_ALLOWED', `Query parameter '${stray}' is not allowed`);
  const given = query[finder.parameter];
  const pivots = typeof given === 'string' && finder.limit === 1 ? [given] : given;
  if (
    !isTexts(pivots) ||
    pivots.length > finder.limit ||
    !pivots.every((pivot) => Object.hasOwn(PIVOTS, pivot))
  )
    return invalid(finder.parameter);
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
  return { pivots, isDaily: timeGranularity === 'DAILY', first, last, accounts, fields: names };
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
