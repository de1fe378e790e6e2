import type { z } from 'zod';
import type { MetricRow } from '../../../../contracts/analytics/facts.ts';
import { MAX_MICROS } from '../../../../lib/money.ts';

/** Greater figures are left to the contract, whose limits are above these. */
const MAX_COUNT = 9_000_000_000_000;
const MAX_CONVERSIONS = 9_000_000_000;
const MAX_NAME = 255;
const FIELDS: ReadonlySet<string> = new Set([
  ...['campaignId', 'platform', 'date', 'hour', 'adGroup', 'ad', 'keyword', 'impressions', 'clicks'],
  ...['costMicros', 'conversions', 'conversionValueMicros', 'currency', 'adGroupId', 'adId', 'keywordId'],
]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Days that exist in every year. */
const DAY =
  /^(?:19[7-9]\d|2\d{3})-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)$/;
const CURRENCY = /^[A-Z]{3}$/;
/** Names that begin with something that can be seen, of letters that stand alone. */
const NAME = /^[!-~][^\u0000-\u001f\u007f\u2028\u2029\ud800-\udfff]*$/;

const isName = (value: unknown) =>
  value === undefined || (typeof value === 'string' && value.length <= MAX_NAME && NAME.test(value));
const isWhole = (value: unknown, most: number) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isIn = (value: unknown, pattern: RegExp) => typeof value === 'string' && pattern.test(value);

/**
 * Whether a row certainly keeps its contract (`MetricRow`), found at a tenth of the cost. False says nothing: the contract
 * then has to be asked, which also knows what is wrong. A test holds that the contract takes every row that this takes.
 */
export function isPlainRow(row: unknown): row is z.input<typeof MetricRow> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
  for (const field in row) if (!FIELDS.has(field)) return false;
  const { campaignId, platform, date, hour, currency, ...rest } = row as Record<string, unknown>;
  const { conversions, conversionValueMicros } = rest;
  return (
    (platform === 'google-ads' || platform === 'linkedin-ads') &&
    isIn(campaignId, UUID) &&
    isIn(date, DAY) &&
    isIn(currency, CURRENCY) &&
    (hour === undefined || isWhole(hour, 23)) &&
    isName(rest['adGroup']) &&
    isName(rest['ad']) &&
    isName(rest['keyword']) &&
    isName(rest['adGroupId']) &&
    isName(rest['adId']) &&
    isName(rest['keywordId']) &&
    isWhole(rest['impressions'], MAX_COUNT) &&
    isWhole(rest['clicks'], MAX_COUNT) &&
    isWhole(rest['costMicros'], MAX_MICROS) &&
    (conversions === undefined ||
      (typeof conversions === 'number' && conversions >= 0 && conversions <= MAX_CONVERSIONS)) &&
    (conversionValueMicros === undefined || isWhole(conversionValueMicros, MAX_MICROS))
  );
}
