import { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { activityWindows, alertsOf, pacingOf } from '../domain/alerts.ts';
import { convertedView, isWhole } from '../../currencies/domain/conversion.ts';
import { inOneCurrency } from '../../currencies/domain/convert.ts';
import { maturityOf } from '../../maturity/domain/mark.ts';
import { type DayRange, previousRange, rangeOf, yearBefore } from '../domain/range.ts';
import { byPlatform, kpisOf, seriesOf, totalsOf } from '../domain/report.ts';

const TOP_CAMPAIGNS = 5;

/** The organisation's totals, best campaigns, alerts and pacing. */
export function dashboard(deps: AnalyticsDeps) {
  return action(
    reportContracts.dashboard,
    async function dashboard({ params, organizationId, callAsService }) {
      const today = dayOf(deps.clock());
      const range = rangeOf(params, today);
      const previous = params.compare === 'year' ? yearBefore(range) : previousRange(range);
      const freshness = await deps.reports.freshness(organizationId);
      const key = { organizationId, factVersion: freshness.factVersion, report: 'dashboard', today, params };
      return deps.cache.get(key, async () => ({
        ...(await figuresOf(deps, organizationId, { range, previous, to: params.convertTo, today })),
        ...(await alertsAndPacing(deps, callAsService, organizationId, today)),
        freshness,
      }));
    },
  );
}

async function figuresOf(
  { reports, performance, campaigns, currencyRates, maturity }: AnalyticsDeps,
  organizationId: string,
  {
    range,
    previous,
    to,
    today,
  }: { range: DayRange; previous: DayRange; to: string | undefined; today: string },
) {
  const rates = to === undefined ? [] : await currencyRates.ofDays(organizationId, to, range, previous);
  const [told, toldBefore, top, lateness] = await Promise.all([
    reports.organizationDays(organizationId, range),
    reports.organizationDays(organizationId, previous),
    to === undefined
      ? reports.topCampaigns(organizationId, range, TOP_CAMPAIGNS)
      : performance.topConverted(organizationId, range, { to, rates }, TOP_CAMPAIGNS),
    maturity.lateness(organizationId, null),
  ]);
  const { now: current, before: earlier, conversion } = inOneCurrency(told, toldBefore, to, rates);
  const names = await campaigns.names(
    organizationId,
    top.map((row) => row.campaignId),
  );
  return {
    range,
    previousRange: previous,
    kpis: kpisOf(current, earlier, isWhole(conversion)),
    series: seriesOf(current, 'day'),
    byPlatform: byPlatform(current),
    topCampaigns: top.map((row) => ({
      ...totalsOf(row),
      currency: row.currency,
      campaignId: row.campaignId,
      name: names.get(row.campaignId) ?? '',
    })),
    maturity: maturityOf(range, today, lateness, told),
    ...(conversion ? { converted: convertedView(conversion) } : {}),
  };
}

async function alertsAndPacing(
  { reports, campaigns }: AnalyticsDeps,
  call: Call,
  organizationId: string,
  today: string,
) {
  const [activity, refs] = await Promise.all([
    reports.activity(organizationId, activityWindows(today)),
    campaigns.refs(call, organizationId),
  ]);
  const pacing = pacingOf(activity, refs, today);
  const refsById = new Map(refs.map((ref) => [ref.campaignId, ref]));
  return { alerts: alertsOf(activity, refsById, pacing, today), pacing };
}
