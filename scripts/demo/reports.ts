import { reportContracts } from '../../contracts/analytics/reports.ts';
import type { AskOf } from '../../client/types.ts';
import type { ResultOf } from '../../contracts/action.ts';
import { addDays } from '../../lib/time.ts';
import { platformName } from '../../rules/words.ts';
import type { Client } from '../../client/client.ts';
import { numbersOf, sameFigures, sameGroups, sameNumber, type ApiFigures } from './compare.ts';
import { DemoFailure } from './failure.ts';
import { sumBy, sumOf, type FigureSource } from './figures.ts';
import type { Target } from './ingest.ts';
import { count, money } from './money.ts';
import type { Say } from './output.ts';

export type ByDay = { date: string; platform: string } & ApiFigures;
export type Reports = { byPlatform: Map<string, ApiFigures>; days: ByDay[] };
type Dashboard = ResultOf<typeof reportContracts.dashboard>;
type Range = { from: string; to: string };

const FIGURES = ['impressions', 'clicks', 'costMicros', 'conversions', 'conversionValueMicros'] as const;

/**
 * Reads the dashboard, the campaign report, the performance table and its CSV, and compares all totals with the figures
 * that were sent.
 */
export async function readReports(
  client: Client,
  source: FigureSource,
  target: Target,
  say: Say,
): Promise<Reports> {
  const range = { from: target.from, to: addDays(target.from, source.days - 1) };
  const dashboard = await client.call(reportContracts.dashboard, range);
  const byPlatform = checkDashboard(dashboard, source, target);
  printDashboard(dashboard, say);
  const { totals } = await client.call(reportContracts.campaign, {
    id: target.campaignId,
    ...range,
    compare: 'previous',
  });
  totals.forEach((total) => sameFigures('the campaign report', sumOf(source.figures), total));
  const query: AskOf<typeof reportContracts.performance> = {
    ...range,
    groupBy: ['date', 'platform'],
    metrics: [...FIGURES, 'cpaMicros'],
    sort: 'date',
    limit: 1000,
  };
  const { data } = await client.call(reportContracts.performance, query);
  const byDay = checkDays(data as (ByDay & { cpaMicros: number | null })[], source, target);
  checkCsv(await client.text(reportContracts.performance, query, 'text/csv'), source, say);
  return { byPlatform, days: byDay.filter((day) => isInRange(day.date, range)) };
}

const isInRange = (day: string, { from, to }: Range) => day >= from && day <= to;

function checkDashboard(dashboard: Dashboard, source: FigureSource, target: Target): Reports['byPlatform'] {
  const sent = sumBy(source.figures, (f) => f.platform);
  sameGroups(
    'the dashboard by platform',
    sent.keys(),
    dashboard.byPlatform.map((p) => p.platform),
  );
  for (const platform of dashboard.byPlatform) {
    const ours = sent.get(platform.platform) ?? sumOf([]);
    sameFigures(`the dashboard, ${platform.platform}`, ours, platform);
    sameNumber('the cost per conversion', ours.costMicros / ours.conversions, platform.rates.cpaMicros);
  }
  sameGroups(
    'the dashboard by currency',
    [target.currency],
    dashboard.kpis.map((k) => k.currency),
  );
  dashboard.kpis.forEach((kpi) => sameFigures('the dashboard', sumOf(source.figures), kpi));
  const perDay = sumBy(source.figures, (f) => addDays(target.from, f.day));
  for (const point of dashboard.series.filter((p) => perDay.has(p.date)))
    sameFigures(`the dashboard on ${point.date}`, perDay.get(point.date) ?? sumOf([]), point);
  return new Map(dashboard.byPlatform.map((platform) => [platform.platform, numbersOf(platform)]));
}

function printDashboard(dashboard: Dashboard, say: Say): void {
  const { range, kpis, alerts, maturity } = dashboard;
  for (const kpi of kpis) {
    const cost = money(kpi.rates.cpaMicros ?? 0, kpi.currency);
    say(
      `Dashboard ${range.from} to ${range.to}: spend ${money(Number(kpi.costMicros), kpi.currency, 0)}, ` +
        `${count(Number(kpi.clicks))} clicks, ${count(kpi.conversions)} conversions at ${cost} each`,
    );
  }
  for (const alert of alerts) say(`Alert: ${alert.message}`);
  if (alerts.some((alert) => alert.code === 'SPEND_ABOVE_PLAN'))
    say('  (the demo brings a past along: its figures are older than the campaign, which begins today)');
  say(maturity.note);
}

function checkDays(
  rows: (ByDay & { cpaMicros: number | null })[],
  source: FigureSource,
  target: Target,
): ByDay[] {
  const sent = sumBy(source.figures, (f) => `${addDays(target.from, f.day)} ${f.platform}`);
  sameGroups(
    'the performance table',
    sent.keys(),
    rows.map((row) => `${row.date} ${row.platform}`),
  );
  for (const row of rows) {
    const ours = sent.get(`${row.date} ${row.platform}`) ?? sumOf([]);
    sameFigures(`the performance table, ${platformName(row.platform)} on ${row.date}`, ours, row);
    if (ours.conversions > 0)
      sameNumber(`the cost per conversion on ${row.date}`, ours.costMicros / ours.conversions, row.cpaMicros);
  }
  return rows.map((row) => ({ date: row.date, platform: row.platform, ...numbersOf(row) }));
}

function checkCsv(csv: string, source: FigureSource, say: Say): void {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const column = head.split(',').indexOf('costMicros');
  const cost = lines.reduce((sum, line) => sum + Number(line.split(',')[column]), 0);
  if (column < 0) throw new DemoFailure('the CSV has no column costMicros', [head]);
  sameNumber('the CSV', sumOf(source.figures).costMicros, cost);
  say(`Performance by day and platform, as a table and as CSV (${count(lines.length)} lines):`);
  for (const line of [head, ...lines.slice(0, 2)]) say(`  ${line}`);
  say('Every total was added up again from what was sent: the same to the last micro');
}
