import type { Platform } from '../../contracts/values.ts';
import { DemoFailure } from './failure.ts';
import type { Figure, FigureSource } from './figures.ts';

/** The months of the data, which has no year. */
const MONTHS: readonly [string, number][] = [
  ['April', 30],
  ['May', 31],
  ['June', 30],
];
const DAYS = 91;
/** The two campaigns that run on all 91 days. The first has a far lower cost per conversion. */
const PLATFORM_OF: Readonly<Record<string, Platform>> = { 'camp 1': 'google-ads', 'camp 3': 'linkedin-ads' };
const COLUMNS = ['month', 'day', 'campaign_number', 'banner', 'displays', 'cost', 'clicks'] as const;
const RESULTS = ['post_click_conversions', 'post_click_sales_amount'] as const;
type Column = (typeof COLUMNS)[number] | (typeof RESULTS)[number];
type Cells = Record<Column, string>;

/**
 * Reads a real advertiser's figures of 91 days. Two of its three campaigns are taken as the two platforms, with one
 * line for each day and banner. Nothing is scaled. The data has no currency, so amounts are read in the campaign's
 * currency.
 */
export function readAds2020(csv: string): FigureSource {
  const lines = new Map<string, Figure>();
  for (const cells of records(csv)) {
    const platform = PLATFORM_OF[cells.campaign_number];
    if (!platform) continue;
    const day = dayOf(cells);
    const key = `${day} ${platform} ${cells.banner}`;
    const line = lines.get(key) ?? emptyLine(day, platform, cells.banner);
    line.impressions += whole(cells.displays);
    line.clicks += whole(cells.clicks);
    line.costMicros += micros(cells.cost);
    line.conversions += whole(cells.post_click_conversions);
    line.valueMicros += micros(cells.post_click_sales_amount);
    lines.set(key, line);
  }
  if (lines.size === 0) throw new DemoFailure('the file with figures holds no line of camp 1 or camp 3');
  return {
    days: DAYS,
    figures: [...lines.values()],
    words: [
      'a real advertiser’s 91 days (April to June 2020), moved to the 91 days that end yesterday;',
      'its campaign 1 stands for Google Ads and its campaign 3 for LinkedIn Ads, unscaled',
    ],
  };
}

function* records(csv: string): Generator<Cells> {
  const [head = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  const names = head.split(',');
  const missing = [...COLUMNS, ...RESULTS].filter((column) => !names.includes(column));
  if (missing.length > 0) throw new DemoFailure(`the file with figures has no column ${missing.join(', ')}`);
  for (const line of lines) {
    const cells = line.split(',');
    yield Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])) as Cells;
  }
}

function dayOf({ month, day }: Cells): number {
  const index = MONTHS.findIndex(([name]) => name === month);
  const daysBefore = MONTHS.slice(0, Math.max(0, index)).reduce((sum, [, days]) => sum + days, 0);
  const number = Number(day);
  if (!Number.isInteger(number) || number < 1 || number > (MONTHS[index]?.[1] ?? 0))
    throw new DemoFailure(`the file with figures has the day “${day} ${month}”`);
  return daysBefore + number - 1;
}

const emptyLine = (day: number, platform: Platform, banner: string): Figure => ({
  day,
  platform,
  ad: `Banner ${banner}`,
  impressions: 0,
  clicks: 0,
  costMicros: 0,
  conversions: 0,
  valueMicros: 0,
});

const micros = (units: string): number => Math.round(number(units) * 1_000_000);
const whole = (text: string): number => Math.round(number(text));

function number(text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || value < 0)
    throw new DemoFailure(`the file with figures has the number “${text}”`);
  return value;
}
