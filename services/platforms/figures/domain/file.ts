import { quoted } from '../../../../lib/table-files/csv.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { FoundFigures, Named } from './found.ts';

/** The ad account that figures are of. */
export type FileAccount = { platform: Platform; externalId: string; name: string; currency: string };

/** What a file has, by the name of the report's field (contracts/analytics/imports.ts `columns`). */
export type FileColumns = Readonly<Record<string, string>>;

type Cell = (figures: FoundFigures, account: FileAccount) => string | number;
const idOf = (one: Named | null): string => one?.externalId ?? '';
const nameOf = (one: Named | null): string => one?.name ?? '';

const MEASURES: Record<string, Cell> = {
  impressions: ({ impressions }) => impressions,
  clicks: ({ clicks }) => clicks,
  costMicros: ({ costMicros }) => costMicros,
  conversions: ({ conversions }) => conversions,
  conversionValueMicros: ({ conversionValueMicros }) => conversionValueMicros,
};
const WHOLE: Record<string, Cell> = {
  date: ({ date }) => date,
  accountId: (_, { externalId }) => externalId,
  account: (_, { name }) => name,
  currency: (_, { currency }) => currency,
};
const BELOW: Record<string, Cell> = {
  adId: ({ ad }) => idOf(ad),
  ad: ({ ad }) => nameOf(ad),
  keywordId: ({ keyword }) => idOf(keyword),
  keyword: ({ keyword }) => nameOf(keyword),
};
/** As each platform's own reports have it: LinkedIn's campaign groups are our campaigns, and its campaigns our ad groups. */
const ABOVE: Record<Platform, Record<string, Cell>> = {
  'google-ads': {
    campaignId: ({ campaign }) => idOf(campaign),
    campaign: ({ campaign }) => nameOf(campaign),
    adGroupId: ({ adGroup }) => idOf(adGroup),
    adGroup: ({ adGroup }) => nameOf(adGroup),
  },
  'linkedin-ads': {
    campaignGroupId: ({ campaign }) => idOf(campaign),
    campaignGroup: ({ campaign }) => nameOf(campaign),
    campaignId: ({ adGroup }) => idOf(adGroup),
    campaign: ({ adGroup }) => nameOf(adGroup),
  },
};

/**
 * Figures as a file that the reports import like any other (RFC 4180), each column under the name of its field. Columns of levels that the
 * figures do not have are left out.
 */
export function fileOf(
  account: FileAccount,
  all: readonly FoundFigures[],
): { columns: FileColumns; text: string } {
  const candidates = Object.entries({ ...WHOLE, ...ABOVE[account.platform], ...BELOW, ...MEASURES });
  const [first] = all;
  const cells = candidates.filter(
    ([name, cell]) => name in MEASURES || (first && cell(first, account) !== ''),
  );
  const header = cells.map(([name]) => name);
  const lines = all.map((figures) =>
    cells.map(([, cell]) => quoted(String(cell(figures, account)))).join(','),
  );
  return {
    columns: Object.fromEntries(header.map((name) => [name, name])),
    text: `${[header.join(','), ...lines].join('\r\n')}\r\n`,
  };
}
