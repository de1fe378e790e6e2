import { z } from 'zod';
import { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import type { CampaignDirectory } from '../../facts/campaign-directory.ts';
import { columnsOf, rowOf, sortOf } from '../domain/performance.ts';
import { rangeOf } from '../domain/range.ts';
import type { PerformanceQuery } from '../store/performance.ts';

/** No table has as many rows. */
const MAX_OFFSET = 1_000_000_000;

/** The cursor holds the number of rows on all earlier pages. */
const cursors = new ListCursor(reportContracts.performance.name, z.tuple([z.int().min(1).max(MAX_OFFSET)]));

export function performance({ reports, performance: store, campaigns, cache, clock }: AnalyticsDeps) {
  return action(reportContracts.performance, async function performance({ params, organizationId }) {
    const today = dayOf(clock());
    const range = rangeOf(params, today);
    const sort = sortOf(params.sort, params.groupBy);
    const [offset] = cursors.read(params) ?? [0];
    const freshness = await reports.freshness(organizationId);
    const key = { organizationId, factVersion: freshness.factVersion, report: 'performance', today, params };
    return cache.get(key, async () => {
      const { groupBy, limit } = params;
      const filter = await countedFilter(campaigns, organizationId, params.filter);
      const rows = await store.table(organizationId, {
        range,
        groupBy,
        filter,
        sort,
        limit: limit + 1,
        offset,
      });
      const page = rows.slice(0, limit);
      const ids = new Set(page.map((row) => row.campaign).filter((id) => id !== null));
      const names = ids.size === 0 ? new Map() : await campaigns.names(organizationId, [...ids]);
      const columns = columnsOf(groupBy, params.metrics);
      const { nextCursor } = cursors.page(params, rows, () => [offset + limit]).page;
      const data = page.map((row) => rowOf(row, columns, names));
      return { range, columns, data, page: { nextCursor }, freshness };
    });
  });
}

type Filter = PerformanceQuery['filter'];

/** A filter by the campaign that the named one's figures count as. */
async function countedFilter(
  campaigns: CampaignDirectory,
  organizationId: string,
  filter: Filter,
): Promise<Filter> {
  if (filter.campaignId === undefined) return filter;
  return {
    ...filter,
    campaignId: await campaigns.canonical(organizationId, filter.campaignId.toLowerCase()),
  };
}
