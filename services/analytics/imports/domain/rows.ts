import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { MAX_MICROS } from '../../../../lib/money.ts';
import type { Field } from './columns.ts';
import { countOf, millionthsOf } from './numbers.ts';
import { cellOf, type Table } from './table.ts';
import type { CsvRecord } from './text.ts';
import type { NamedAccount } from '../../facts/domain/account.ts';
import { WHOLE_DAY } from '../../facts/domain/fact.ts';
import { dateFault } from '../../facts/domain/normalise.ts';

const MAX_COUNT = 9_000_000_000_000;
const MAX_TEXT = 255;
const NONE = '--';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** A line of a report, before its campaign is looked up; a figure that the file does not have is null. */
export type ReportLine = {
  readonly line: number;
  readonly platform: Platform;
  /** The ad account as the file names it; null when it names none. */
  readonly account: NamedAccount | null;
  /** Our own campaign id when the file has one; else it is null, and `campaignExternalId`, `name` or both are set. */
  readonly campaignId: string | null;
  /** The platform's ids; null where the file has none. */
  readonly campaignExternalId: string | null;
  readonly adGroupExternalId: string | null;
  readonly adExternalId: string | null;
  readonly keywordExternalId: string | null;
  readonly name: string | null;
  readonly date: string;
  readonly hour: number;
  readonly adGroup: string;
  readonly ad: string;
  readonly keyword: string;
  readonly currency: string;
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly costMicros: number | null;
  readonly conversionsMicros: number | null;
  readonly valueMicros: number | null;
};

/** The campaign that a line names, as one string: by its id, else by its name in its account. */
export function campaignKey({ campaignId, campaignExternalId, name, account }: ReportLine): string {
  const id = campaignId ?? campaignExternalId;
  return JSON.stringify(id === null ? [name, account?.externalId ?? null, account?.name ?? null] : [id]);
}

class RowFault extends Error {}

/** A record as a report line, or the reason why it is rejected. */
export function lineOf(table: Table, record: CsvRecord, lastDay: string): ReportLine | RejectedRow {
  const date = dayOf(table, record);
  const future = date === null ? null : dateFault(date, lastDay);
  if (date === null || future) {
    return { line: record.line, ...(future ?? { code: 'ROW_INVALID', message: dayMessage(table, record) }) };
  }
  try {
    return {
      line: record.line,
      date,
      platform: platformOf(table, record),
      ...placeOf(table, record),
      hour: table.header.columns.has('hour') ? hourOf(cellOf(table.header, record, 'hour')) : WHOLE_DAY,
      currency: currencyOf(table, record),
      ...figuresOf(table, record),
    };
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return { line: record.line, code: 'ROW_INVALID', message: error.message };
  }
}

/** The day of a record as YYYY-MM-DD, or null. */
export function dayOf(table: Table, record: CsvRecord): string | null {
  return table.dayOf(cellOf(table.header, record, 'date'));
}

function dayMessage(table: Table, record: CsvRecord): string {
  const cell = cellOf(table.header, record, 'date').slice(0, 40);
  const ambiguous = table.dates === null && /^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/.test(cell);
  return ambiguous
    ? `Day "${cell}" can be read in two ways; write days as YYYY-MM-DD.`
    : `Day "${cell}" is not a day.`;
}

function platformOf(table: Table, record: CsvRecord): Platform {
  const cell = cellOf(table.header, record, 'platform').toLowerCase().replace(/\s+/g, '-');
  const named =
    PLATFORMS.find((platform) => platform === cell) ?? PLATFORMS.find((p) => p.split('-')[0] === cell);
  const platform = cell === '' ? table.platform : named;
  if (!platform) throw new RowFault('Platform is neither google-ads nor linkedin-ads.');
  return platform;
}

/**
 * The campaign, ad group, ad and keyword of a record. All lines of one report must have the same grain, because they
 * add up to one total: an empty cell of a column that the report has becomes `--`. When a LinkedIn report names
 * campaign groups, a campaign group is our campaign and a LinkedIn campaign is our ad group.
 */
function placeOf(table: Table, record: CsvRecord) {
  const text = (field: Field) => nameIn(cellOf(table.header, record, field), field);
  const part = (field: Field) => (table.header.columns.has(field) ? text(field) || NONE : '');
  const hasGroup = text('campaignGroup') !== '' || text('campaignGroupId') !== '';
  const name = text(hasGroup ? 'campaignGroup' : 'campaign');
  const id = text(hasGroup ? 'campaignGroupId' : 'campaignId');
  if (name === '' && id === '') throw new RowFault('The row names no campaign.');
  const isOwnId = UUID.test(id);
  const account = { externalId: text('accountId') || null, name: text('account') || null };
  return {
    account: account.externalId === null && account.name === null ? null : account,
    campaignId: isOwnId ? id.toLowerCase() : null,
    campaignExternalId: isOwnId || id === '' ? null : id,
    adGroupExternalId: text(hasGroup ? 'campaignId' : 'adGroupId') || null,
    adExternalId: text('adId') || null,
    keywordExternalId: text('keywordId') || null,
    name: name === '' ? null : name,
    adGroup: hasGroup ? text('campaign') || text('campaignId') || NONE : part('adGroup'),
    ad: part('ad'),
    keyword: part('keyword'),
  };
}

function nameIn(cell: string, field: Field): string {
  if (/^-{1,2}$/.test(cell)) return '';
  if (cell.length > MAX_TEXT || CONTROL.test(cell))
    throw new RowFault(`${field} is too long or not one line.`);
  return cell;
}

function hourOf(cell: string): number {
  const hour = /^(\d{1,2})(?::00(?::00)?)?$/.exec(cell)?.[1];
  if (hour === undefined || Number(hour) > 23) throw new RowFault('hour is not 0 to 23.');
  return Number(hour);
}

function currencyOf(table: Table, record: CsvRecord): string {
  const currency = cellOf(table.header, record, 'currency') || (table.currency ?? '');
  if (!/^[A-Z]{3}$/.test(currency)) throw new RowFault('currency is not an ISO 4217 code.');
  return currency;
}

function figuresOf(table: Table, record: CsvRecord) {
  const number = (field: Field, whole: boolean): number | null => {
    if (!table.header.columns.has(field)) return null;
    const cell = cellOf(table.header, record, field);
    const value = (whole ? countOf(cell, table.mark) : millionthsOf(cell, table.mark)) ?? 0;
    const limit = whole && !field.endsWith('Micros') ? MAX_COUNT : MAX_MICROS;
    if (!(value >= 0 && value <= limit))
      throw new RowFault(`${field} "${cell.slice(0, 40)}" is not a figure.`);
    return value;
  };
  return {
    impressions: number('impressions', true),
    clicks: number('clicks', true),
    costMicros: number('costMicros', true) ?? number('cost', false),
    conversionsMicros: number('conversions', false),
    valueMicros: number('conversionValueMicros', true) ?? number('conversionValue', false),
  };
}
