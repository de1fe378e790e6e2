import { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { maturityOn, previousRange, rangeOf } from '../domain/range.ts';
import { byCurrency, byPlatform, seriesOf, within } from '../domain/report.ts';

/** Figures of one campaign. */
export function campaign({ reports, campaigns, cache, clock }: AnalyticsDeps) {
  return action(reportContracts.campaign, async function campaign({ params, organizationId, callAsService }) {
    const today = dayOf(clock());
    const range = rangeOf(params, today);
    const before = params.compare === 'previous' ? previousRange(range) : null;
    const named = await campaigns.named(callAsService, organizationId, params.id);
    if (!named) throw new AppError('CAMPAIGN_NOT_FOUND');
    const { id, name, platforms } = named;
    const freshness = await reports.freshness(organizationId);
    const key = { organizationId, factVersion: freshness.factVersion, report: 'campaign', today, params };
    return cache.get({ ...key, params: { ...params, name } }, async () => {
      const [days, lastDay] = await Promise.all([
        reports.campaignDays(organizationId, id, { from: before?.from ?? range.from, to: range.to }),
        reports.lastDayOf(organizationId, id),
      ]);
      const now = within(days, range);
      return {
        campaign: { id, name, platforms },
        range,
        granularity: params.granularity,
        totals: byCurrency(now),
        byPlatform: byPlatform(now),
        series: seriesOf(now, params.granularity),
        previous: before && { range: before, totals: byCurrency(within(days, before)) },
        freshness: { ...freshness, lastDay },
        maturity: maturityOn(today),
      };
    });
  });
}
