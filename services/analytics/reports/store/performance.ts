import type { CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database } from '../../../../storage/database.ts';
import { instant, integer, json, nullable, day, statement, text } from '../../../../storage/statement.ts';
import { type BothSums, type Group, grainNeeded, type Limit, type TableRow } from '../domain/performance.ts';
import type { DayRange } from '../domain/range.ts';
import type { RateOfDay } from '../../currencies/domain/conversion.ts';
import { type ConversionJson, conversionIn, rateRecords, type StoredConversion } from './converted-page.ts';
import type { CampaignSums } from '../domain/report.ts';
import { pieceRecords } from './piece-records.ts';
import type { Freshness } from './reports.ts';
import { type SumTexts, toSums } from './sum-texts.ts';
import { type PageColumns, rowsOf } from './table-page.ts';
import type { TableShape } from './table-sql.ts';
import { CHUNK, statementFor } from './table-statement.ts';

export type PerformanceQuery = {
  range: DayRange;
  previousRange: DayRange | null;
  isYearBefore: boolean;
  groupBy: readonly Group[];
  filter: {
    campaignId?: readonly string[] | undefined;
    platform?: readonly Platform[] | undefined;
    currency?: string | undefined;
    search?: string | undefined;
    status?: readonly CampaignStatus[] | undefined;
  };
  limits: readonly Limit[];
  sort: { column: string; descending: boolean };
  limit: number;
  /** To which currency money is converted, and at which rates of days; without it each currency stays by itself. */
  convert?: { readonly to: string; readonly rates: readonly RateOfDay[] } | null;
};

export type CurrencySums = BothSums & { readonly currency: string; readonly conversion?: StoredConversion };
/** A page of a table, and what holds for all of its pages, as of one fact version. */
export type TablePage = {
  rows: TableRow[];
  totals: CurrencySums[];
  /** How many rows all pages have. */
  count: number;
  freshness: Freshness;
};

/** Chunks of a snapshot, each with what holds for all of them. */
const CHUNKS = statement(
  `SELECT s.fact_version AS version, s.last_fact_at AS "lastFactAt", s.last_day AS "lastDay", s.rows AS count, s.totals, c.rows
   FROM report_snapshots s JOIN report_chunks c ON c.organization_id = s.organization_id AND c.snapshot_id = s.id
   WHERE s.organization_id = $1 AND s.id = $2 AND c.chunk BETWEEN $3 AND $4 ORDER BY c.chunk`,
  {
    version: integer,
    lastFactAt: nullable(instant),
    lastDay: nullable(day),
    count: integer,
    totals: json,
    rows: json,
  },
);
/**
 * For this transaction only: the figures of a large table are grouped and sorted in memory, and no statement is compiled, which
 * takes longer than running it.
 */
const TAKE_MEMORY = statement(
  `SELECT set_config('work_mem', $1, true) AS memory, set_config('jit', 'off', true) AS jit`,
  { memory: text, jit: text },
);
const FORGET = `
  DELETE FROM report_snapshots WHERE organization_id = $1
     AND (created_at < now() - make_interval(mins => $2)
          OR id IN (SELECT id FROM report_snapshots WHERE organization_id = $1 ORDER BY created_at DESC, id OFFSET $3))`;

/**
 * How many snapshots an organisation keeps, for how long, and of how many rows; and the memory that one step of making a
 * table may take before PostgreSQL goes to the disk.
 */
export type SnapshotLimits = { maxRows: number; minutes: number; perOrganization: number; memoryMb: number };

const NO_SNAPSHOT = '00000000-0000-0000-0000-000000000000';

export type PerformanceStore = ReturnType<typeof performanceStore>;

/** Reads figures grouped by campaign, platform, day, ad group and so on. */
export function performanceStore(database: Database, limits: SnapshotLimits) {
  return {
    /**
     * The first rows of a table. When it has more than `limit`, all are kept under `snapshotId` for `page`.
     * @throws REPORT_TOO_LARGE when they are too many to be kept
     */
    async first(organizationId: string, query: PerformanceQuery, snapshotId: string): Promise<TablePage> {
      const values = valuesOf(organizationId, query, snapshotId, limits.maxRows);
      const [row] = await database.transaction(async (tx) => {
        await tx.query(TAKE_MEMORY, [`${limits.memoryMb}MB`]);
        return tx.query(statementFor(shapeOf(query)), values);
      });
      if (!row) throw new Error('a table without its head');
      if (row.count > query.limit) {
        if (row.count > limits.maxRows) throw tooLarge(row.count, limits.maxRows);
        await database.execute(FORGET, [organizationId, limits.minutes, limits.perOrganization]);
      }
      return { ...headOf(row), rows: rowsOf(row.rows as PageColumns) };
    },

    /** The campaigns that cost most in one currency, the highest cost first; those without any cost at a known rate are left out. */
    async topConverted(
      organizationId: string,
      range: DayRange,
      convert: NonNullable<PerformanceQuery['convert']>,
      count: number,
    ): Promise<CampaignSums[]> {
      const query: PerformanceQuery = {
        ...{ range, previousRange: null, isYearBefore: false, groupBy: ['campaign'], filter: {}, limits: [] },
        ...{ sort: { column: 'costMicros', descending: true }, limit: count, convert },
      };
      // no snapshot is kept: nobody asks for further pages
      const values = valuesOf(organizationId, query, NO_SNAPSHOT, 0);
      const [row] = await database.query(statementFor(shapeOf(query)), values);
      return rowsOf((row?.rows ?? {}) as PageColumns).flatMap(({ campaign, currency, now }) =>
        campaign === null || now === null ? [] : [{ ...now, campaignId: campaign, currency }],
      );
    },

    /** Rows of a snapshot after the first `offset`. @throws CURSOR_EXPIRED when it is no longer kept */
    async page(
      organizationId: string,
      { snapshotId, offset, limit }: { snapshotId: string; offset: number; limit: number },
    ): Promise<TablePage> {
      const firstChunk = Math.floor(offset / CHUNK);
      const lastChunk = Math.floor((offset + limit - 1) / CHUNK);
      const chunks = await database.query(CHUNKS, [organizationId, snapshotId, firstChunk, lastChunk]);
      const [head] = chunks;
      const stored = chunks.flatMap((chunk) => rowsOf(chunk.rows as PageColumns));
      const start = offset - firstChunk * CHUNK;
      const rows = stored.slice(start, start + limit);
      if (!head || rows.length < Math.min(limit, head.count - offset)) throw new AppError('CURSOR_EXPIRED');
      return { ...headOf(head), rows };
    },
  };
}

const tooLarge = (count: number, most: number) =>
  new AppError('REPORT_TOO_LARGE', { detail: `The table has ${count} rows; at most ${most} are answered.` });

/** The smallest source that has what the question needs. */
function shapeOf({ groupBy, filter, previousRange, convert }: PerformanceQuery): TableShape {
  const isCompared = previousRange !== null;
  const isConverted = Boolean(convert);
  const days = isConverted || hasDays(groupBy);
  const of = (source: TableShape['source']) => ({ source, groupBy, isCompared, isConverted });
  if (grainNeeded(groupBy) > 1) return of('facts');
  if (grainNeeded(groupBy) === 0) return of(days ? 'days' : 'blocks');
  const names = groupBy.includes('campaign') || filter.campaignId || filter.search || filter.status;
  if (names) return of(days ? 'groupDays' : 'groups');
  return of(days ? 'nameDays' : 'names');
}

const hasDays = (groupBy: readonly Group[]) =>
  groupBy.some((group) => group === 'date' || group === 'week' || group === 'month');

function valuesOf(
  organizationId: string,
  query: PerformanceQuery,
  snapshotId: string,
  maxRows: number,
): unknown[] {
  const { range, previousRange, isYearBefore, groupBy, filter, limits, sort, limit } = query;
  return [
    organizationId,
    range.from,
    range.to,
    groupBy,
    filter.campaignId ?? null,
    filter.platform ?? null,
    filter.currency ?? null,
    sort.column,
    sort.descending,
    grainNeeded(groupBy),
    previousRange?.from ?? null,
    previousRange?.to ?? null,
    isYearBefore,
    filter.search ?? null,
    filter.status ?? null,
    limits.length === 0 ? null : JSON.stringify(limits),
    pieceRecords(range, previousRange),
    limit,
    snapshotId,
    maxRows,
    ...(query.convert ? [rateRecords(query.convert.rates), query.convert.to] : []),
  ];
}

type StoredHead = {
  count: number;
  totals: unknown;
  version: number;
  lastFactAt: Date | null;
  lastDay: string | null;
};
type StoredTotal = { currency: string; now: SumTexts | null; before: SumTexts | null } & ConversionJson;

const headOf = ({ count, totals, version, lastFactAt, lastDay }: StoredHead) => ({
  count,
  totals: (totals as StoredTotal[]).map(({ currency, now, before, ...conversion }) => ({
    ...conversionIn(conversion),
    currency,
    now: now && toSums(now),
    before: before && toSums(before),
  })),
  freshness: { factVersion: version, lastFactAt: lastFactAt?.toISOString() ?? null, lastDay },
});
