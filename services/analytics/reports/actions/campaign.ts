import { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { convertedView, isWhole } from '../../currencies/domain/conversion.ts';
import { inOneCurrency } from '../../currencies/domain/convert.ts';
import { maturityOf } from '../../maturity/domain/mark.ts';
import { comparedRange, rangeOf } from '../domain/range.ts';
import { byCurrency, byPlatform, changesOf, seriesOf } from '../domain/report.ts';

export function campaign({ reports, campaigns, currencyRates, maturity, cache, clock }: AnalyticsDeps) {
  return action(reportContracts.campaign, async function campaign({ params, organizationId, callAsService }) {
    const today = dayOf(clock());
    const range = rangeOf(params, today);
    const previous = comparedRange(params.compare, range);
    const counted = await campaigns.canonical(organizationId, params.id.toLowerCase());
    const stored = await campaigns.findName(callAsService, organizationId, counted);
    if (!stored) throw new AppError('CAMPAIGN_NOT_FOUND');
    const { id, name, platforms } = stored;
    const freshness = await reports.freshness(organizationId);
    const key = { organizationId, factVersion: freshness.factVersion, report: 'campaign', today, params };
    return cache.get({ ...key, params: { ...params, name } }, async () => {
      const [told, toldBefore, lastDay, lateness] = await Promise.all([
        reports.campaignDays(organizationId, id, range),
        previous ? reports.campaignDays(organizationId, id, previous) : [],
        reports.lastDayOf(organizationId, id),
        maturity.lateness(organizationId, id),
      ]);
      const { convertTo: to } = params;
      const rates = to === undefined ? [] : await currencyRates.ofDays(organizationId, to, range, previous);
      const { now: current, before: earlier, conversion } = inOneCurrency(told, toldBefore, to, rates);
      return {
        campaign: { id, name, platforms },
        range,
        granularity: params.granularity,
        totals: byCurrency(current),
        byPlatform: byPlatform(current),
        series: seriesOf(current, params.granularity),
        previous: previous && {
          range: previous,
          totals: byCurrency(earlier),
          change: isWhole(conversion) ? changesOf(current, earlier) : [],
        },
        freshness: { ...freshness, lastDay },
        maturity: maturityOf(range, today, lateness, told),
        ...(conversion ? { converted: convertedView(conversion) } : {}),
      };
    });
  });
}
