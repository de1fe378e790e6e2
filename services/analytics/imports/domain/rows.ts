import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { Field } from './columns.ts';
import { hasOrder } from './dates.ts';
import { MEASURES } from './header.ts';
import { figuresOf } from './figures.ts';
import { currencyOfSign } from './numbers.ts';
import { type Note, RowFault } from './row-fault.ts';
import { cellOf, type Table } from './table.ts';
import type { CsvRecord } from './text.ts';
import type { NamedAccount } from '../../facts/domain/account.ts';
import { grainOf, WHOLE_DAY } from '../../facts/domain/fact.ts';
import { dateFault } from '../../facts/domain/normalise.ts';

const MAX_TEXT = 255;
const NONE = '--';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CONTROL = /\p{Cc}/u;
/** What our own CSV writes before a name that a spreadsheet would run as a formula. */
const GUARD = /^'(?=[=+\-@])/;
const LINE_BREAKS = /\s*[\r\n\t\u2028\u2029]+\s*/g;

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

/** The sum of all lines of a report with the same key; `lines` are their numbers in the file. */
export type ReportFact = { readonly lines: readonly number[]; readonly report: ReportLine };

/** The campaign that a line names, as one string: by its id, else by its name in its account. */
export function campaignKey({
  campaignId,
  campaignExternalId,
  name,
  account,
}: Pick<ReportLine, 'campaignId' | 'campaignExternalId' | 'name' | 'account'>): string {
  const id = campaignId ?? campaignExternalId;
  return JSON.stringify(id === null ? [name, account?.externalId ?? null, account?.name ?? null] : [id]);
}

/** What tells the parts of a campaign apart: the platform's id of each, else its name. */
export const partKey = (line: ReportLine): readonly (string | null)[] =>
  [
    [line.adGroupExternalId, line.adGroup],
    [line.adExternalId, line.ad],
    [line.keywordExternalId, line.keyword],
  ].flatMap(([id = null, name = null]) => (id === null ? [null, name] : [id, null]));

/**
 * A record as a report line, or the reason why it is rejected. `notes` is given what its cells say that could not be
 * read: such a figure is null, and the others count.
 */
export function lineOf(
  table: Table,
  record: CsvRecord,
  lastDay: string,
  notes: Note[] = [],
): ReportLine | RejectedRow {
  const cut = lengthFault(table, record);
  if (cut !== null) return { line: record.line, code: 'ROW_INVALID', message: cut };
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
      ...placeOf(table, record, notes),
      hour: table.header.columns.has('hour') ? hourOf(cellOf(table.header, record, 'hour')) : WHOLE_DAY,
      currency: currencyOf(table, record),
      ...figuresOf(table, record, notes),
    };
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return { line: record.line, code: 'ROW_INVALID', message: error.message };
  }
}

/** What is wrong with a record that does not have the header's cells; null when nothing is lost or moved by that. */
function lengthFault({ header }: Table, { cells }: CsvRecord): string | null {
  if (cells.slice(header.cells.length).some((cell) => cell !== ''))
    return 'The line has more cells than the header: a mark within a cell may have parted it into two.';
  const isCut = MEASURES.some((field) => (header.columns.get(field) ?? -1) >= cells.length);
  return isCut ? 'The line ends before its figures: the file may be cut off.' : null;
}

/** The day of a record as YYYY-MM-DD, or null. */
export function dayOf(table: Table, record: CsvRecord): string | null {
  return table.dayOf(cellOf(table.header, record, 'date'));
}

function dayMessage(table: Table, record: CsvRecord): string {
  const cell = cellOf(table.header, record, 'date').slice(0, 40);
  const ambiguous = table.dates === null && hasOrder(cell);
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
function placeOf(table: Table, record: CsvRecord, notes: Note[]) {
  const text = (field: Field) =>
    field.endsWith('Id')
      ? idIn(cellOf(table.header, record, field), field, notes)
      : nameIn(cellOf(table.header, record, field), field);
  const { columns } = table.header;
  const part = (field: Field, id: Field) =>
    columns.has(field) || columns.has(id) ? text(field) || text(id) || NONE : '';
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
    adGroup:
      hasGroup && hasCampaigns(table)
        ? text('campaign') || text('campaignId') || NONE
        : part('adGroup', 'adGroupId'),
    ad: part('ad', 'adId'),
    keyword: part('keyword', 'keywordId'),
  };
}

const hasCampaigns = ({ header: { columns } }: Table): boolean =>
  columns.has('campaign') || columns.has('campaignId');

/** What the rows of a report are broken down by, from its columns. */
export function grainOfRows(table: Table): number {
  const { columns } = table.header;
  const has = (...fields: Field[]): string => (fields.some((field) => columns.has(field)) ? NONE : '');
  const hasGroups = has('campaignGroup', 'campaignGroupId') !== '';
  return grainOf({
    hour: columns.has('hour') ? 0 : WHOLE_DAY,
    adGroup: hasGroups && hasCampaigns(table) ? NONE : has('adGroup', 'adGroupId'),
    ad: has('ad', 'adId'),
    keyword: has('keyword', 'keywordId'),
  });
}

/** A name on one line; '' when the cell means "none". */
function nameIn(cell: string, field: Field): string {
  if (/^-{1,2}$/.test(cell)) return '';
  const name = cell.replace(LINE_BREAKS, ' ').replace(GUARD, '');
  if (name.length > MAX_TEXT || CONTROL.test(name)) throw new RowFault(`${field} is too long or not text.`);
  return name;
}

/** An id; '' for none and for one that a spreadsheet has rounded, which would be the same for several campaigns. */
function idIn(cell: string, field: Field, notes: Note[]): string {
  const id = nameIn(cell, field).replace(/^'(?=\d)|(?<=^\d+)\.0+$/g, '');
  if (!/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(id)) return id;
  const message = `${field} "${id.slice(0, 40)}" was rounded by a spreadsheet: format the column as text and export again.`;
  notes.push({ field, code: 'ID_LOST', message });
  return '';
}

function hourOf(cell: string): number {
  const [, digits, half] = /^(\d{1,2})(?::00){0,2}(?:\s*([ap])\.?\s?m\.?|\s*(?:Uhr|時))?$/i.exec(cell) ?? [];
  const hour = Number(digits);
  const isHour = half === undefined ? hour <= 23 : hour >= 1 && hour <= 12;
  if (digits === undefined || !isHour) throw new RowFault('hour is not 0 to 23.');
  return half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function currencyOf(table: Table, record: CsvRecord): string {
  const cell = cellOf(table.header, record, 'currency').toUpperCase();
  const currency = /^-{0,2}$/.test(cell) ? (table.currency ?? '') : cell;
  if (!/^[A-Z]{3}$/.test(currency)) throw new RowFault('currency is not an ISO 4217 code.');
  for (const field of ['cost', 'conversionValue'] as const) {
    const sign = currencyOfSign(cellOf(table.header, record, field));
    if (sign !== null && sign !== currency && cell === currency)
      throw new RowFault(`${field} is in ${sign}, but the row's currency is ${currency}.`);
  }
  return currency;
}
