import { FIGURES, type Figure } from '../../facts/domain/fact.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { NamedAccount } from '../../facts/domain/account.ts';
import type { Field } from './columns.ts';
import type { Note } from './row-fault.ts';
import type { ReportLine } from './rows.ts';

/**
 * A line of a file as it is staged, with the columns of `import_rows` (migration 0022). `campaign` is its place in the file's list of
 * campaigns; `unread` has a bit for each figure of FIGURES that could not be read; `others` are the cells of columns that
 * are no field, and `digest` is one of all cells: by them it is seen what tells two lines of one key apart.
 */
export type StagedLine = {
  readonly campaign: number;
  readonly date: string;
  readonly line: number;
  readonly hour: number;
  readonly ad_group: string;
  readonly ad: string;
  readonly keyword: string;
  readonly ad_group_id: string | null;
  readonly ad_id: string | null;
  readonly keyword_id: string | null;
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly cost_micros: number | null;
  readonly conversions_micros: number | null;
  readonly value_micros: number | null;
  readonly unread: number;
  readonly others: string | null;
  readonly digest: number;
};

/** A campaign in one currency as a file names it: what all of its lines say alike. */
export type FileCampaign = {
  readonly platform: Platform;
  readonly account: NamedAccount | null;
  readonly campaignId: string | null;
  readonly campaignExternalId: string | null;
  /** The name of its newest day. */
  name: string | null;
  readonly currency: string;
  /** How many lines it has. */
  lines: number;
  /** A bit for each grain of its lines, as the file has them. */
  grains: number;
  costMicros: number;
};

const FIGURE_OF: Partial<Record<Field, Figure>> = {
  impressions: 'impressions',
  clicks: 'clicks',
  conversions: 'conversionsMicros',
  conversionValue: 'valueMicros',
  conversionValueMicros: 'valueMicros',
};
export const bitOf = (figure: Figure): number => 2 ** FIGURES.indexOf(figure);

/** The figures that notes say could not be read, as bits. */
export function unreadIn(notes: readonly Note[]): number {
  let bits = 0;
  for (const { field, code } of notes) {
    const figure = FIGURE_OF[field];
    if (figure && code !== 'FIGURE_ROUNDED') bits |= bitOf(figure);
  }
  return bits;
}

/** Stands between cells; no cell has it that is no name, and names have no control characters. */
const BETWEEN = '\u001f';

export function staged(
  line: ReportLine,
  campaign: number,
  unread: number,
  cells: { all: readonly string[]; others: readonly string[] },
): StagedLine {
  return {
    campaign,
    date: line.date,
    line: line.line,
    hour: line.hour,
    ad_group: line.adGroup,
    ad: line.ad,
    keyword: line.keyword,
    ad_group_id: line.adGroupExternalId,
    ad_id: line.adExternalId,
    keyword_id: line.keywordExternalId,
    impressions: line.impressions,
    clicks: line.clicks,
    cost_micros: line.costMicros,
    conversions_micros: line.conversionsMicros,
    value_micros: line.valueMicros,
    unread,
    others: cells.others.length === 0 ? null : cells.others.join(BETWEEN).replaceAll('\0', ''),
    digest: digestOf(cells.all.join(BETWEEN)),
  };
}

/** The staged line as it was read. */
export function unstaged(row: StagedLine, campaign: FileCampaign): ReportLine {
  return {
    line: row.line,
    platform: campaign.platform,
    account: campaign.account,
    campaignId: campaign.campaignId,
    campaignExternalId: campaign.campaignExternalId,
    adGroupExternalId: row.ad_group_id,
    adExternalId: row.ad_id,
    keywordExternalId: row.keyword_id,
    name: campaign.name,
    date: row.date,
    hour: row.hour,
    adGroup: row.ad_group,
    ad: row.ad,
    keyword: row.keyword,
    currency: campaign.currency,
    impressions: row.impressions,
    clicks: row.clicks,
    costMicros: row.cost_micros,
    conversionsMicros: row.conversions_micros,
    valueMicros: row.value_micros,
  };
}

export const othersOf = ({ others }: StagedLine): readonly string[] => others?.split(BETWEEN) ?? [];

/** 53 bits of a text (cyrb53, public domain): the same for the same text, and hardly ever for another one. */
function digestOf(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & b) + (a >>> 0);
}
