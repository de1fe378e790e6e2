import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { addDays } from '../../lib/time.ts';
import { platformName } from '../../rules/words.ts';
import { barChart } from './chart.ts';
import { shareOf } from './changes.ts';
import type { ApiFigures } from './compare.ts';
import { count, money } from './money.ts';
import type { ByDay, Reports } from './reports.ts';
import { table } from './table.ts';

const HEAD = ['Platform', 'Impressions', 'Clicks', 'Spend', 'Conversions', 'Cost per conv.', 'Budget a day'];
type Row = Pick<ApiFigures, 'impressions' | 'clicks' | 'costMicros' | 'conversions'>;

/** The final table: figures and costs of each platform, and its budget before and after. */
export function summaryTable(reports: Reports, before: Campaign, after: Campaign): string[] {
  const { currency } = after.budget;
  const line = (name: string, f: Row, budgets: [number, number]): string[] => [
    name,
    count(f.impressions),
    count(f.clicks),
    money(f.costMicros, currency, 0),
    count(f.conversions),
    f.conversions > 0 ? money(f.costMicros / f.conversions, currency) : '–',
    budgets.map((b) => money(b, currency, 0)).join(' → '),
  ];
  const rows = [...reports.byPlatform].map(([platform, figures]) =>
    line(platformName(platform), figures, [shareOf(before, platform), shareOf(after, platform)]),
  );
  const total = { impressions: 0, clicks: 0, costMicros: 0, conversions: 0 };
  for (const figures of reports.byPlatform.values())
    for (const key of ['impressions', 'clicks', 'costMicros', 'conversions'] as const)
      total[key] += figures[key];
  const foot = line('Together', total, [before.budget.dailyMicros, after.budget.dailyMicros]);
  return table(HEAD, rows, foot);
}

/** The table in one sentence. */
export function summarySentence(reports: Reports, before: Campaign, after: Campaign): string {
  const { currency } = after.budget;
  const costs = [...reports.byPlatform].map(([platform, f]) => {
    const each =
      f.conversions > 0 ? `${money(f.costMicros / f.conversions, currency)} a conversion` : 'no conversion';
    return `${platformName(platform)} ${each}`;
  });
  const increases = after.budget.split.map((share) => share.dailyMicros - shareOf(before, share.platform));
  const maxIncrease = Math.max(...increases);
  const winner = after.budget.split[increases.indexOf(maxIncrease)]?.platform ?? '';
  return `${costs.join(', ')}: ${money(maxIncrease, currency, 0)} a day more for ${platformName(winner)}, out of the same budget.`;
}

/** A chart of spend and conversions by week; the last week may have fewer days. */
export function weeklyChart(days: readonly ByDay[], from: string, currency: string): string[] {
  const weeks = new Map<string, { label: string; spend: number; conversions: number }>();
  for (const day of days) {
    const start = weekStart(from, day.date);
    const week = weeks.get(start) ?? { label: shortDay(start), spend: 0, conversions: 0 };
    week.spend += day.costMicros;
    week.conversions += day.conversions;
    weeks.set(start, week);
  }
  return barChart(
    [...weeks.keys()].sort().flatMap((start) => weeks.get(start) ?? []),
    [
      { key: 'spend', title: 'Spend a week', write: (value) => money(value, currency, 0) },
      { key: 'conversions', title: 'Conversions a week', write: count },
    ],
  );
}

/** The first day of the week of seven days, counted from `from`, that holds `day`. */
function weekStart(from: string, day: string): string {
  const days = (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return addDays(from, Math.floor(days / 7) * 7);
}

const shortDay = (day: string) =>
  new Intl.DateTimeFormat('en-US', { day: '2-digit', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
