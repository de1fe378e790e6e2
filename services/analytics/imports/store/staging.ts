import type { Database, Tx } from '../../../../storage/database.ts';
import { day, integer, nullable, statement, text } from '../../../../storage/statement.ts';
import type { StagedLine } from '../domain/staged-line.ts';
import { unreadable } from '../domain/unreadable.ts';

const COLUMNS = `campaign, date, line, hour, ad_group, ad, keyword, ad_group_id, ad_id, keyword_id, impressions, clicks,
  cost_micros, conversions_micros, value_micros, unread, others, digest`;

const KEEP = `
  INSERT INTO import_rows (organization_id, import_id, ${COLUMNS})
  SELECT $1, $2, ${COLUMNS} FROM json_to_recordset($3::json) AS r(campaign integer, date date, line integer,
         hour smallint, ad_group text, ad text, keyword text, ad_group_id text, ad_id text, keyword_id text,
         impressions bigint, clicks bigint, cost_micros bigint, conversions_micros bigint, value_micros bigint,
         unread smallint, others text, digest bigint)`;
/** Some rows at a time: a large file's are more than one statement may take time for. */
const CLEAR = `
  DELETE FROM import_rows WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM import_rows WHERE organization_id = $1 LIMIT 50000))`;

const READ = statement(
  `SELECT r.* FROM unnest($3::integer[]) c(campaign) CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM import_rows
      WHERE organization_id = $1 AND import_id = $2 AND campaign = c.campaign AND date BETWEEN $4 AND $5
     OFFSET 0) r
    ORDER BY r.campaign, r.date, r.line`,
  {
    ...{
      campaign: integer,
      date: day,
      line: integer,
      hour: integer,
      ad_group: text,
      ad: text,
      keyword: text,
    },
    ...{ ad_group_id: nullable(text), ad_id: nullable(text), keyword_id: nullable(text) },
    ...{ impressions: nullable(integer), clicks: nullable(integer), cost_micros: nullable(integer) },
    ...{ conversions_micros: nullable(integer), value_micros: nullable(integer) },
    ...{ unread: integer, others: nullable(text), digest: integer },
  },
);
const DAYS = statement(
  `SELECT c.campaign, r.date, r.lines FROM unnest($3::integer[]) c(campaign) CROSS JOIN LATERAL (
     SELECT date, count(*)::int AS lines FROM import_rows
      WHERE organization_id = $1 AND import_id = $2 AND campaign = c.campaign GROUP BY date
     OFFSET 0) r
    ORDER BY r.date`,
  { campaign: integer, date: day, lines: integer },
);

/** How many lines of a campaign, by its place in the file, a day has. */
export type StagedDay = { readonly campaign: number; readonly date: string; readonly lines: number };
export type Staging = ReturnType<typeof staging>;

/** The lines of the file that an organisation imports at present: it imports one after the other. */
export function staging(database: Database) {
  return {
    /** Keeps lines, as JSON of StagedLine[]. */
    async keep(organizationId: string, importId: string, lines: string): Promise<void> {
      await database.execute(KEEP, [organizationId, importId, lines]);
    },

    /** Forgets the lines of this and all earlier files. */
    async clear(organizationId: string): Promise<void> {
      while ((await database.execute(CLEAR, [organizationId])) > 0);
    },
  };
}

/** The days of a group of campaigns of a file, in order. */
export const stagedDays = (
  tx: Pick<Tx, 'query'>,
  organizationId: string,
  importId: string,
  { places }: FileGroup,
): Promise<StagedDay[]> => tx.query(DAYS, [organizationId, importId, places]);

/** Campaigns of a file that count as one, by their places in it. */
export type FileGroup = { readonly places: readonly number[]; readonly lines: number };
/** Some lines of a file: all of each campaign and day, in the order of the file. `endsGroups`: all of their campaigns have come. */
export type Slice = { readonly rows: readonly StagedLine[]; readonly endsGroups: boolean };

/** So many lines are written at a time, unless a campaign has more on one day. */
const LINES_OF_SLICE = 2_000;
const [FIRST_DAY, LAST_DAY] = ['-infinity', 'infinity'];

/** The staged lines of a file in slices. */
export async function* slicesOf(
  tx: Pick<Tx, 'query'>,
  organizationId: string,
  importId: string,
  groups: readonly FileGroup[],
): AsyncGenerator<Slice> {
  const read = (places: readonly number[], from: string, to: string) =>
    tx.query(READ, [organizationId, importId, places, from, to]);
  for (const small of gathered(groups, LINES_OF_SLICE)) {
    if (small.lines <= LINES_OF_SLICE) {
      yield { rows: await read(small.places, FIRST_DAY, LAST_DAY), endsGroups: true };
      continue;
    }
    const ranges = rangesOf(await stagedDays(tx, organizationId, importId, small));
    for (const [at, { from, to }] of ranges.entries())
      yield { rows: await read(small.places, from, to), endsGroups: at === ranges.length - 1 };
  }
}

/** Groups that follow each other taken together, as long as they have no more lines than `most`; a larger one stays by itself. */
export function gathered(groups: readonly FileGroup[], most: number): FileGroup[] {
  const all: { places: number[]; lines: number }[] = [];
  for (const { places, lines } of groups) {
    const last = all.at(-1);
    if (!last || last.lines + lines > most) {
      all.push({ places: [...places], lines });
      continue;
    }
    last.places.push(...places);
    last.lines += lines;
  }
  return all;
}

/** A slice is held in memory; no platform has so many lines of a campaign and day. */
const MOST_LINES_OF_DAY = 250_000;

/** Days that follow each other, as many as have the lines of a slice. @throws AppError IMPORT_UNREADABLE */
function rangesOf(days: readonly StagedDay[]): { from: string; to: string }[] {
  const ranges: { from: string; to: string; lines: number }[] = [];
  for (const { date, lines } of days) {
    const range = ranges.at(-1);
    const fits = range && (range.to === date || range.lines + lines <= LINES_OF_SLICE);
    if (fits) [range.to, range.lines] = [date, range.lines + lines];
    else ranges.push({ from: date, to: date, lines });
    if ((ranges.at(-1)?.lines ?? 0) > MOST_LINES_OF_DAY)
      throw unreadable(`The file has more than ${MOST_LINES_OF_DAY} lines of one campaign on ${date}.`);
  }
  return ranges;
}
