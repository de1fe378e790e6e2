import type { z } from 'zod';
import { MetricRow, type RejectedRow } from '../../../../contracts/analytics/facts.ts';
import { MICROS } from '../../../../lib/money.ts';
import { addDays } from '../../../../lib/time.ts';
import type { ReportedCampaign } from './external-campaign.ts';
import { isPlainRow } from './plain-row.ts';
import { type Fact, grainOf, idsOf, toldKey, WHOLE_DAY } from './fact.ts';

/** A fact with the number of its line in the input; the first row has the number `firstLine`. */
export type Line = {
  readonly line: number;
  readonly fact: Fact;
  /** Set where the line names its campaign by the platform's id; the fact has none then (facts/name-lines.ts). */
  readonly named?: Pick<ReportedCampaign, 'name' | 'account'> & { readonly externalId: string };
};
export type NormalisedRows = { readonly lines: Line[]; readonly rejected: RejectedRow[] };

/** Earlier days are refused as mistakes: neither ad platform existed then. */
const FIRST_DAY = '2000-01-01';

/**
 * Checks rows one by one; each row becomes either a line or a rejection. A row is rejected only when it is certainly
 * wrong: it breaks the schema (ROW_INVALID), or its day is more than one day after `today` (DATE_IN_FUTURE; one day is
 * allowed because accounts may be in time zones ahead of UTC). More clicks than impressions are accepted, because
 * platforms report them.
 */
export function normalise(
  rows: readonly unknown[],
  options: { today: string; firstLine: number },
): NormalisedRows {
  const lines: Line[] = [];
  const rejected: RejectedRow[] = [];
  const lastDay = addDays(options.today, 1);
  rows.forEach((row, index) => {
    const line = options.firstLine + index;
    const read = readRow(row);
    const fault = 'fault' in read ? read.fault : dateFault(read.data.date, lastDay);
    if (fault) rejected.push({ line, ...fault });
    else if ('data' in read) lines.push({ line, fact: factOf(read.data), ...namedIn(read.data) });
  });
  return { lines, rejected };
}

type Reading = { data: z.input<typeof MetricRow> } | { fault: Omit<RejectedRow, 'line'> };

function readRow(row: unknown): Reading {
  if (isPlainRow(row)) return { data: row };
  const { success, data, error } = MetricRow.safeParse(row);
  return success ? { data } : { fault: { code: 'ROW_INVALID', message: firstFault(error.issues) } };
}

/** The reason why a day is refused, or null; `lastDay` is the last day that is allowed. */
export function dateFault(date: string, lastDay: string): Omit<RejectedRow, 'line'> | null {
  if (date > lastDay)
    return { code: 'DATE_IN_FUTURE', message: `The day ${date} has not begun anywhere yet.` };
  if (date < FIRST_DAY) return { code: 'ROW_INVALID', message: `date: ${date} is before ${FIRST_DAY}.` };
  return null;
}

/** One fact for each key as it was told: the last line with that key. */
export function lastOfEachKey(lines: readonly Line[]): Fact[] {
  const facts = new Map<string, Fact>();
  for (const { fact } of lines) facts.set(toldKey(fact), fact);
  return [...facts.values()];
}

function factOf(row: z.input<typeof MetricRow>): Fact {
  const key = {
    hour: row.hour ?? WHOLE_DAY,
    adGroup: row.adGroup ?? row.adGroupId ?? '',
    ad: row.ad ?? row.adId ?? '',
    keyword: row.keyword ?? row.keywordId ?? '',
  };
  return {
    ...key,
    ...idsOf({ adGroup: row.adGroupId ?? null, ad: row.adId ?? null, keyword: row.keywordId ?? null }),
    campaignId: row.campaignId?.toLowerCase() ?? '',
    platform: row.platform,
    date: row.date,
    grain: grainOf(key),
    currency: row.currency,
    impressions: row.impressions,
    clicks: row.clicks,
    costMicros: row.costMicros,
    conversionsMicros: Math.round((row.conversions ?? 0) * MICROS),
    valueMicros: row.conversionValueMicros ?? 0,
  };
}

/** The campaign that a row names by the platform's id. */
function namedIn({ accountId, campaignExternalId, campaignName }: z.input<typeof MetricRow>) {
  if (accountId === undefined || campaignExternalId === undefined) return {};
  const account = { externalId: accountId, name: null };
  return { named: { externalId: campaignExternalId, name: campaignName ?? null, account } };
}

function firstFault(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  if (!issue) return 'The row could not be read.';
  const [field] = issue.path;
  return (field === undefined ? issue.message : `${String(field)}: ${issue.message}`).slice(0, 300);
}
