import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import type { CampaignDirectory } from '../../facts/campaign-directory.ts';
import { convertedView } from '../../currencies/domain/conversion.ts';
import { columnsOf, limitsOf, requireComparable, rowOf, sortOf, totalOf } from '../domain/performance.ts';
import { comparedRange, rangeOf } from '../domain/range.ts';
import type { PerformanceQuery, TablePage } from '../store/performance.ts';

/** No table has as many rows. */
const MAX_OFFSET = 1_000_000_000;

/**
 * The cursor holds the snapshot that the pages are read from, the number of rows on all earlier pages, and the range, which
 * by default ends today and would move at midnight.
 */
const cursors = new ListCursor(
  reportContracts.performance.name,
  z.tuple([z.uuid(), z.int().min(1).max(MAX_OFFSET), z.iso.date(), z.iso.date()]),
);
type Params = ParsedParamsOf<typeof reportContracts.performance>;

/** A table of figures, page by page as of one fact version. */
export function performance(deps: AnalyticsDeps) {
  const { reports, partNames, performance: store, campaigns, currencyRates, cache, clock } = deps;
  return action(
    reportContracts.performance,
    async function performance({ params, organizationId, callAsService }) {
      const today = dayOf(clock());
      const named = async (page: TablePage) => ({
        ...page,
        rows: await partNames.named(organizationId, page.rows),
      });
      const sort = sortOf(params.sort, params.groupBy);
      requireComparable(params.compare, params.groupBy);
      const [snapshotId, offset, from, to] = cursors.read(params) ?? [];
      if (snapshotId !== undefined && offset !== undefined) {
        const page = await store.page(organizationId, { snapshotId, offset, limit: params.limit });
        return answer(params, rangeOf({ from, to }, today), await named(page), { snapshotId, offset });
      }
      const range = rangeOf(params, today);
      if (params.filter.status) await campaigns.refs(callAsService, organizationId);
      const { factVersion } = await reports.freshness(organizationId);
      return cache.get({ organizationId, factVersion, report: 'performance', today, params }, async () => {
        const previousRange = comparedRange(params.compare, range);
        const { convertTo: to } = params;
        const rates =
          to === undefined ? [] : await currencyRates.ofDays(organizationId, to, range, previousRange);
        const query = {
          range,
          previousRange,
          convert: to === undefined ? null : { to, rates },
          isYearBefore: params.compare === 'year',
          groupBy: params.groupBy,
          filter: await countedFilter(campaigns, organizationId, params.filter),
          limits: limitsOf(params.min, params.max),
          sort,
          limit: params.limit,
        };
        const id = uuidv7();
        return answer(params, range, await named(await store.first(organizationId, query, id)), {
          snapshotId: id,
          offset: 0,
        });
      });
    },
  );
}

function answer(
  params: Params,
  range: { from: string; to: string },
  { rows, totals, count, freshness }: TablePage,
  { snapshotId, offset }: { snapshotId: string; offset: number },
) {
  const { convertTo: to } = params;
  const columns = columnsOf(params.groupBy, params.metrics, params.compare, to !== undefined);
  const next = offset + rows.length;
  const cursor = (): string => cursors.write(params, [snapshotId, next, range.from, range.to]);
  return {
    range,
    previousRange: comparedRange(params.compare, range),
    columns,
    data: rows.map((row) => rowOf(row, columns)),
    totals: totals.map((total) => totalOf(total, columns)),
    rows: count,
    page: { nextCursor: next < count ? cursor() : null },
    freshness,
    ...(to === undefined ? {} : { converted: convertedView({ to, ...(totals[0]?.conversion ?? NOTHING) }) }),
  };
}

/** Of a table without rows. */
const NOTHING = { rates: [], leftOut: [] };

type Filter = PerformanceQuery['filter'];

/** The filter by the campaigns that the named ones' figures count as. */
async function countedFilter(
  campaigns: CampaignDirectory,
  organizationId: string,
  filter: Filter,
): Promise<Filter> {
  if (filter.campaignId === undefined) return filter;
  const ids = filter.campaignId.map((id) => campaigns.canonical(organizationId, id.toLowerCase()));
  return { ...filter, campaignId: [...new Set(await Promise.all(ids))] };
}
