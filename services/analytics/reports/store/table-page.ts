import { leftOutIn } from './converted-page.ts';
import type { TableRow } from '../domain/performance.ts';
import type { Sums } from '../domain/sums.ts';

type Texts = readonly (string | null)[];

/**
 * Rows of a table as they are stored, a list for each column that the table has (table-sql.ts `pageColumns`). Sums are decimal
 * digits, because a number would round what is above 2^53. A table without rows has null for lists.
 */
export type PageColumns = Readonly<Record<string, Texts | readonly boolean[] | null>>;

/** The rows of a page in their order. */
export function rowsOf(columns: PageColumns): TableRow[] {
  const texts = (name: string) => (columns[name] ?? []) as Texts;
  const currencies = texts('currency') as readonly string[];
  const rest = (columns['rest'] ?? []) as readonly boolean[];
  const [now, before] = [sumsAt('', texts), sumsAt('p', texts)];
  const [campaign, campaignName, platform] = [texts('campaign'), texts('campaignName'), texts('platform')];
  const [date, week, month] = [texts('date'), texts('week'), texts('month')];
  const leftOut = 'leftOut' in columns ? texts('leftOut') : undefined;
  const [adGroup, ad, keyword] = [texts('adGroup'), texts('ad'), texts('keyword')];
  return currencies.map((currency, at) => ({
    campaign: campaign[at] ?? null,
    campaignName: campaignName[at] ?? null,
    platform: platform[at] ?? null,
    date: date[at] ?? null,
    week: week[at] ?? null,
    month: month[at] ?? null,
    adGroup: adGroup[at] ?? null,
    ad: ad[at] ?? null,
    keyword: keyword[at] ?? null,
    currency,
    rest: rest[at] ?? false,
    ...(leftOut === undefined ? {} : { leftOut: leftOutIn(leftOut[at] ?? null) }),
    now: now(at),
    before: before(at),
  }));
}

/** The sums of a row; null where no figures were told. */
function sumsAt(prefix: '' | 'p', texts: (name: string) => Texts): (at: number) => Sums | null {
  const [i, k, c, n, v] = ['i', 'k', 'c', 'n', 'v'].map((letter) => texts(`${prefix}${letter}`));
  return (at) => {
    const impressions = i?.[at] ?? null;
    if (impressions === null) return null;
    return {
      impressions: BigInt(impressions),
      clicks: BigInt(k?.[at] ?? 0),
      costMicros: BigInt(c?.[at] ?? 0),
      conversionsMicros: BigInt(n?.[at] ?? 0),
      valueMicros: BigInt(v?.[at] ?? 0),
    };
  };
}
