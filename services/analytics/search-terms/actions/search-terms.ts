import { z } from 'zod';
import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { searchTermContracts } from '../../../../contracts/analytics/search-terms.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { countedCampaigns } from '../../facts/require-campaigns.ts';
import { limitsOf } from '../../reports/domain/performance.ts';
import { rangeOf } from '../../reports/domain/range.ts';
import { toFigures } from '../../reports/domain/sums.ts';
import type { TermTable } from '../store/term-table.ts';
import { notTold, termColumns, termRow, termSort, unknownOf } from '../domain/term-rows.ts';

type Params = ParsedParamsOf<typeof searchTermContracts.searchTerms>;

/** The cursor holds how many pieces were told when the first page was read, the rows on earlier pages, and the range. */
const cursors = new ListCursor(
  searchTermContracts.searchTerms.name,
  z.tuple([z.int().min(0), z.int().min(1).max(1_000_000_000), z.iso.date(), z.iso.date()]),
);

/** Search terms page by page, all of one telling. @throws CURSOR_EXPIRED when the platform has told more since */
export function searchTerms({
  terms,
  termCoverage,
  campaigns,
  knownCampaigns,
  tableRows,
  clock,
}: AnalyticsDeps) {
  const directory = { campaigns, knownCampaigns };
  return action(
    searchTermContracts.searchTerms,
    async function searchTerms({ params, organizationId, callAsService }) {
      const today = dayOf(clock());
      const [readVersion, offset = 0, from, to] = cursors.read(params) ?? [];
      const range = rangeOf(from === undefined ? params : { from, to }, today);
      const known = await terms.known(organizationId);
      if (readVersion !== undefined && readVersion !== known.version) throw new AppError('CURSOR_EXPIRED');
      const named = params.filter.campaignId;
      const campaignId =
        named === undefined ? null : await countedCampaigns(directory, callAsService, organizationId, named);
      const question = questionOf(params, range, campaignId);
      const totals = await terms.totals(organizationId, question);
      const count = totals.reduce((sum, { rows }) => sum + rows, 0);
      if (count > tableRows) throw new AppError('REPORT_TOO_LARGE');
      const rows = await terms.page(organizationId, question, offset, params.limit);
      const columns = termColumns(params.metrics);
      const next = offset + rows.length;
      const coverage = await termCoverage(organizationId, range, campaignId, question.filter.currency);
      return {
        range,
        columns,
        data: rows.map((row) => termRow(row, columns)),
        totals: totals.map((total) => termRow(total, columns)),
        rows: count,
        page: {
          nextCursor:
            next < count ? cursors.write(params, [known.version, next, range.from, range.to]) : null,
        },
        coverage: coverage.map((one) => ({
          currency: one.currency,
          campaigns: toFigures(one.campaigns),
          terms: toFigures(one.terms),
          notTold: toFigures(notTold(one.campaigns, one.terms)),
        })),
        known: accountsOf(known.accounts),
        unknown: unknownOf(known.accounts.some(({ toldUntil }) => toldUntil !== null)),
      };
    },
  );
}

/** The accounts whose terms were told whole at least once. */
const accountsOf = (accounts: Awaited<ReturnType<TermTable['known']>>['accounts']) =>
  accounts.flatMap(({ version: _, toldUntil, from: since, ...account }) =>
    toldUntil === null || since === null
      ? []
      : [{ ...account, from: since, toldUntil: toldUntil.toISOString() }],
  );

const questionOf = (
  { filter, min, max, sort }: Params,
  range: { from: string; to: string },
  campaignId: readonly string[] | null,
) => ({
  range,
  filter: {
    campaignId,
    adGroupId: filter.adGroupId ?? null,
    matchType: filter.matchType ?? null,
    status: filter.status ?? null,
    currency: filter.currency ?? null,
    search: filter.search ?? null,
  },
  limits: limitsOf(min, max),
  sort: termSort(sort),
});
