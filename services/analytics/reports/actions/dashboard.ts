import { reportContracts } from '../../../../contracts/analytics/reports.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { activityWindows, alertsOf, pacingOf } from '../domain/alerts.ts';
import { type DayRange, maturityOn, previousRange, rangeOf, yearBefore } from '../domain/range.ts';
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
        ...(await figuresOf(deps, organizationId, range, previous)),
        ...(await alertsAndPacing(deps, callAsService, organizationId, today)),
        freshness,
        maturity: maturityOn(today),
      }));
    },
  );
}

async function figuresOf(
  { reports, campaigns }: AnalyticsDeps,
  organizationId: string,
  range: DayRange,
  previous: DayRange,
) {
  const [current, earlier, top] = await Promise.all([
    reports.organizationDays(organizationId, range),
    reports.organizationDays(organizationId, previous),
    reports.topCampaigns(organizationId, range, TOP_CAMPAIGNS),
  ]);
  const names = await campaigns.names(
    organizationId,
    top.map((row) => row.campaignId),
  );
  return {
    range,
    previousRange: previous,
    kpis: kpisOf(current, earlier),
    series: seriesOf(current, 'day'),
    byPlatform: byPlatform(current),
    topCampaigns: top.map((row) => ({
      ...totalsOf(row),
      currency: row.currency,
      campaignId: row.campaignId,
      name: names.get(row.campaignId) ?? '',
    })),
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
