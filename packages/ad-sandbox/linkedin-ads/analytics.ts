import type { AdObjects } from '../ad-objects.ts';
import { isNothing, sumOf } from '../figures/day-figures.ts';
import { measured, type FiguresLeaf, type Measured } from '../figures/measured.ts';
import { Served } from '../figures/served.ts';
import type { Told } from '../figures/told.ts';
import type { Json, Reply } from '../wire.ts';
import type { LinkedInAccount } from './accounts.ts';
import {
  ACCOUNT_URN,
  METRICS,
  parseAnalytics,
  PIVOTS,
  type AnalyticsQuery,
  type Query,
} from './analytics-query.ts';
import { leavesOf, placeOf } from './leaves.ts';

/** More rows than this are cut without a word, as the vendor does. */
const ROWS_LIMIT = 15_000;

export type AnalyticsSettings = {
  objects: AdObjects;
  accounts: readonly LinkedInAccount[];
  figures: LinkedInFigures;
  now: () => Date;
};

/** The figures of all accounts, in days of UTC, and what was ordered of them. */
export class LinkedInFigures {
  readonly told: Told;
  #served = new Map<string, Served<FiguresLeaf>>();

  constructor(told: Told) {
    this.told = told;
  }

  of(account: LinkedInAccount, objects: AdObjects, now: Date, isAsked: (day: string) => boolean): Measured[] {
    const served = this.#served.get(account.id) ?? new Served(account.id, leavesOf);
    this.#served.set(account.id, served);
    const place = (object: string): ReturnType<typeof placeOf> => placeOf(object, { objects, account });
    return measured(
      {
        objects,
        served,
        told: this.told,
        placeOf: place,
        timeZone: 'UTC',
        wholeConversions: true,
        now: now.getTime(),
      },
      isAsked,
    );
  }
}

/** Figures of whole accounts by account, campaign group, campaign or creative, for all days or day by day. */
export function analytics(query: Query, settings: AnalyticsSettings): Reply {
  const asked = parseAnalytics(query);
  if ('status' in asked) return asked;
  const elements = settings.accounts
    .filter(({ id }) => asked.accounts.includes(`${ACCOUNT_URN}${id}`))
    .flatMap((account) => elementsOf(account, asked, settings));
  return {
    status: 200,
    body: { elements: elements.slice(0, ROWS_LIMIT), paging: { start: 0, count: 10, links: [] } },
  };
}

function elementsOf(
  account: LinkedInAccount,
  asked: AnalyticsQuery,
  { figures, objects, now }: AnalyticsSettings,
): Json[] {
  const { pivots, isDaily, first, last, fields } = asked;
  const all = figures.of(account, objects, now(), (day) => day >= first && day <= last);
  const rows = Map.groupBy(all, ({ date, within }) => {
    const names = [`${ACCOUNT_URN}${account.id}`, ...within];
    const urns = pivots.flatMap((pivot) => names.find((name) => name.startsWith(PIVOTS[pivot] ?? '?')) ?? []);
    return urns.length < pivots.length ? undefined : [isDaily ? date : '', ...urns].join(' ');
  });
  return [...rows].flatMap(([key, some]): Json[] => {
    const [date = '', ...urns] = key?.split(' ') ?? [];
    const sum = sumOf(some.map((one) => one.figures));
    if (key === undefined || isNothing(sum)) return [];
    const dateRange = { start: partsOf(isDaily ? date : first), end: partsOf(isDaily ? date : last) };
    const shown: Json = { pivotValues: urns, dateRange };
    const values = fields.map((name): [string, unknown] => [name, METRICS[name]?.(sum) ?? shown[name]]);
    return [Object.fromEntries(values)];
  });
}

function partsOf(day: string): Json {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { year, month, day: date };
}
