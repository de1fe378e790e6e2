import { quoted } from '../../../../lib/table-files/csv.ts';
import type { FigureLevel } from '../../../../contracts/platforms/figures.ts';
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
const AD: Record<string, Cell> = { adId: ({ ad }) => idOf(ad), ad: ({ ad }) => nameOf(ad) };
const KEYWORD: Record<string, Cell> = {
  keywordId: ({ keyword }) => idOf(keyword),
  keyword: ({ keyword }) => nameOf(keyword),
};
/** As each platform's own reports have it: LinkedIn's campaign groups are our campaigns, and its campaigns our ad groups. */
const ABOVE: Record<Platform, Record<'campaign' | 'adGroup', Record<string, Cell>>> = {
  'google-ads': {
    campaign: {
      campaignId: ({ campaign }) => idOf(campaign),
      campaign: ({ campaign }) => nameOf(campaign),
    },
    adGroup: { adGroupId: ({ adGroup }) => idOf(adGroup), adGroup: ({ adGroup }) => nameOf(adGroup) },
  },
  'linkedin-ads': {
    campaign: {
      campaignGroupId: ({ campaign }) => idOf(campaign),
      campaignGroup: ({ campaign }) => nameOf(campaign),
    },
    adGroup: { campaignId: ({ adGroup }) => idOf(adGroup), campaign: ({ adGroup }) => nameOf(adGroup) },
  },
};

/**
 * Figures as a file that the reports import like any other (RFC 4180), each column under the name of its field. It has the
 * columns of its level and no further ones, also where nothing was measured: then it has a header alone.
 */
export function fileOf(
  account: FileAccount,
  level: FigureLevel,
  all: readonly FoundFigures[],
): { columns: FileColumns; text: string } {
  const { campaign, adGroup } = ABOVE[account.platform];
  const below = {
    campaign: {},
    'ad-group': adGroup,
    ad: { ...adGroup, ...AD },
    keyword: { ...adGroup, ...KEYWORD },
  };
  const cells = Object.entries({ ...WHOLE, ...campaign, ...below[level], ...MEASURES });
  const header = cells.map(([name]) => name);
  const lines = all.map((figures) =>
    cells.map(([, cell]) => quoted(String(cell(figures, account)))).join(','),
  );
  return {
    columns: Object.fromEntries(header.map((name) => [name, name])),
    text: `${[header.join(','), ...lines].join('\r\n')}\r\n`,
  };
}
