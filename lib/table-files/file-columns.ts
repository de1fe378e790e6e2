import { microsToUnits } from '../money.ts';
import { visibleText } from '../visible-text.ts';

/** A row of a table of figures: sums above 2^53 are texts of digits. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;
/** `sum`: a whole number of any size; `number`: any number; money in units is one, written without rounding. */
export type Kind = 'text' | 'flag' | 'sum' | 'number' | 'units';

/** A column of a file: `key` in the table's rows, its name in the file, and what it holds. */
export type FileColumn = { readonly key: string; readonly name: string; readonly kind: Kind };

const SUMS = new Set(['impressions', 'clicks', 'costMicros', 'conversionValueMicros']);
const TEXTS = new Set(
  'campaign campaignName platform date week month adGroup adGroupId ad adId keyword keywordId currency notConverted searchTerm matchType status'.split(
    ' ',
  ),
);
const READABLE: Readonly<Record<string, string>> = {
  campaign: 'Campaign ID',
  campaignName: 'Campaign',
  week: 'Week from',
  month: 'Month from',
  adGroup: 'Ad group',
  adGroupId: 'Ad group ID',
  adId: 'Ad ID',
  keywordId: 'Keyword ID',
  searchTerm: 'Search term',
  matchType: 'Match type',
  notBrokenDown: 'Not broken down',
  notConverted: 'Not converted',
  ctr: 'CTR',
  conversionRate: 'Conversion rate',
  conversionValue: 'Conversion value',
  cpc: 'Cost per click',
  cpa: 'Cost per conversion',
  cpm: 'Cost per 1,000 impressions',
  roas: 'ROAS',
};

/** The columns of a table as a file has them. */
export function fileColumns(
  columns: readonly string[],
  { money, readable }: { money: 'micros' | 'units'; readable: boolean },
): FileColumn[] {
  return columns.map((key) => {
    const [, base = key, part = ''] = /^(.+?)(Previous|Change)?$/.exec(key) ?? [];
    const isMoney = base.endsWith('Micros');
    const bare = base.replace(/Micros$/, '');
    const kind = kindOf(base, part, isMoney && money === 'units');
    const name = readable
      ? readableName(bare, part, isMoney && kind !== 'units')
      : `${kind === 'units' || (part === 'Change' && money === 'units') ? bare : base}${part}`;
    return { key, name, kind };
  });
}

function kindOf(base: string, part: string, inUnits: boolean): Kind {
  if (part === 'Change') return 'number';
  if (inUnits) return 'units';
  if (TEXTS.has(base)) return 'text';
  if (base === 'notBrokenDown') return 'flag';
  return SUMS.has(base) ? 'sum' : 'number';
}

function readableName(bare: string, part: string, inMicros: boolean): string {
  const name = READABLE[bare] ?? `${bare.slice(0, 1).toUpperCase()}${bare.slice(1)}`;
  if (part === 'Change') return `${name}, change`;
  return `${name}${part === 'Previous' ? ', before' : ''}${inMicros ? ' (micros)' : ''}`;
}

/**
 * A cell as text: the digits of a number without an exponent or rounding, `true` and `false`; null where nothing is known.
 * A name may have been stored before hidden characters were refused, or come from a platform: whoever reads the file sees
 * all that it holds, in the order in which it stands there.
 */
export function cellText(row: Row, { key, kind }: FileColumn): string | null {
  const value = row[key] ?? null;
  if (value === null) return null;
  if (kind === 'units') return unitsText(value);
  const text = String(value);
  return kind === 'text' ? visibleText(text) : text;
}

/** Micros as units: digits for whole micros, which are exact; a rate's fraction of a micro is below what counts. */
function unitsText(micros: string | number | boolean): string {
  if (typeof micros === 'number' && !Number.isSafeInteger(micros)) return String(micros / 1_000_000);
  return microsToUnits(String(micros));
}
