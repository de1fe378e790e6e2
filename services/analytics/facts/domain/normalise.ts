import { MetricRow, type RejectedRow } from '../../../../contracts/analytics/facts.ts';
import { MICROS } from '../../../../lib/money.ts';
import { addDays } from '../../../../lib/time.ts';
import { type Fact, factKey, grainOf, WHOLE_DAY } from './fact.ts';

/** A fact with the line of the input that it came from (1 = the first row sent, unless told otherwise). */
export type Line = { readonly line: number; readonly fact: Fact };
export type Normalised = { readonly lines: Line[]; readonly rejected: RejectedRow[] };

/** No ad platform of ours existed before this day. */
const FIRST_DAY = '2000-01-01';

/**
 * Checks rows one by one: lines.length + rejected.length = rows.length. A row is rejected only when it is certainly
 * wrong: a shape or limit broken (ROW_INVALID), or a day more than one ahead of `today` (DATE_IN_FUTURE; one day is
 * allowed because accounts lie in time zones ahead of UTC). More clicks than impressions do happen and are kept.
 */
export function normalise(
  rows: readonly unknown[],
  options: { today: string; firstLine: number },
): Normalised {
  const lines: Line[] = [];
  const rejected: RejectedRow[] = [];
  const lastDay = addDays(options.today, 1);
  rows.forEach((row, index) => {
    const line = options.firstLine + index;
    const parsed = MetricRow.safeParse(row);
    if (!parsed.success) {
      rejected.push({ line, code: 'ROW_INVALID', message: firstFault(parsed.error.issues) });
      return;
    }
    const fault = dateFault(parsed.data.date, lastDay);
    if (fault) rejected.push({ line, ...fault });
    else lines.push({ line, fact: factOf(parsed.data) });
  });
  return { lines, rejected };
}

/** What is wrong with the day of a figure, if anything; `lastDay` is the last one allowed. */
export function dateFault(date: string, lastDay: string): Omit<RejectedRow, 'line'> | null {
  if (date > lastDay)
    return { code: 'DATE_IN_FUTURE', message: `The day ${date} has not begun anywhere yet.` };
  if (date < FIRST_DAY) return { code: 'ROW_INVALID', message: `date: ${date} is before ${FIRST_DAY}.` };
  return null;
}

/** Of several lines with one key, the last one stands. */
export function lastOfEachKey(lines: readonly Line[]): Fact[] {
  const byKey = new Map<string, Fact>();
  for (const { fact } of lines) byKey.set(factKey(fact), fact);
  return [...byKey.values()];
}

function factOf(row: MetricRow): Fact {
  const key = {
    hour: row.hour ?? WHOLE_DAY,
    adGroup: row.adGroup ?? '',
    ad: row.ad ?? '',
    keyword: row.keyword ?? '',
  };
  return {
    ...key,
    campaignId: row.campaignId.toLowerCase(),
    platform: row.platform,
    date: row.date,
    grain: grainOf(key),
    currency: row.currency,
    impressions: row.impressions,
    clicks: row.clicks,
    costMicros: row.costMicros,
    conversionsMicros: Math.round(row.conversions * MICROS),
    valueMicros: row.conversionValueMicros,
  };
}

function firstFault(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  if (!issue) return 'The row could not be read.';
  const [field] = issue.path;
  return (field === undefined ? issue.message : `${String(field)}: ${issue.message}`).slice(0, 300);
}
