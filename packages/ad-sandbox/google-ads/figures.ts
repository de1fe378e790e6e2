import { sumOf, isNothing, type DayFigures } from '../figures/day-figures.ts';
import { measured, type FiguresLeaf, type Measured } from '../figures/measured.ts';
import { Served } from '../figures/served.ts';
import type { Told } from '../figures/told.ts';
import type { Json } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import { leavesOf, placeOf } from './leaves.ts';
import { message, of, type MessageType } from './field-types.ts';
import type { Joined, Source } from './rows.ts';

export const metrics: MessageType = {
  impressions: of('int64', '!'),
  clicks: of('int64', '!'),
  costMicros: of('int64', '!'),
  conversions: of('double', '!'),
  conversionsValue: of('double', '!'),
  ctr: of('double', '!'),
  averageCpc: of('double', '!'),
};
const keywordSegment = message({
  adGroupCriterion: of('string', '!'),
  info: of(message({ text: of('string', '!'), matchType: of('string', '!') }), '!'),
});
export const segments: MessageType = {
  date: of('date', '!'),
  keyword: of(keywordSegment, '!'),
  searchTermMatchType: of('string', '!'),
};
export const searchTermView: MessageType = {
  resourceName: of('string', '='),
  searchTerm: of('string', '!'),
  adGroup: of('string', '!'),
  status: of('string', '!'),
};
export const keywordView: MessageType = { resourceName: of('string', '=') };

/** The figures of all accounts, and what was ordered of them. */
export class GoogleFigures {
  readonly told: Told;
  #served = new Map<string, Served<FiguresLeaf>>();

  constructor(told: Told) {
    this.told = told;
  }

  of(source: Source, isAsked: (day: string) => boolean): Measured[] {
    const { account, objects, now } = source;
    return measured(
      {
        objects,
        served: this.#servedOf(account),
        told: this.told,
        placeOf: (object) => placeOf(object, source),
        timeZone: account.timeZone,
        wholeConversions: false,
        now: now.getTime(),
      },
      isAsked,
    );
  }

  #servedOf(account: GoogleAccount): Served<FiguresLeaf> {
    const known = this.#served.get(account.id);
    if (known !== undefined) return known;
    const served = new Served(account.id, (standing) => leavesOf(standing, account));
    this.#served.set(account.id, served);
    return served;
  }
}

/**
 * By day, or over all days: what a query that asks for `segments.date` gets, and what one that does not; and whether a search term has
 * a row for each keyword that it reached.
 */
export type Grouping = { isByDay: boolean; isByKeyword: boolean; isAsked: (day: string) => boolean };

/**
 * The rows with their figures. By day, those of which nothing was measured are left out, as the vendor does; over all days they
 * are there with zeros.
 */
export function withFigures(
  rows: readonly Joined[],
  nameOf: (row: Joined) => string | undefined,
  all: readonly Measured[],
  { isByDay }: Grouping,
): Joined[] {
  const byName = new Map<string, Measured[]>();
  for (const one of all)
    for (const name of one.within) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [one]);
      else known.push(one);
    }
  return rows.flatMap((row): Joined[] => {
    const name = nameOf(row);
    const own = name === undefined ? all : (byName.get(name) ?? []);
    if (!isByDay) return [{ ...row, metrics: metricsOf(sumOf(own.map(({ figures }) => figures))) }];
    const days = Map.groupBy(own, ({ date }) => date);
    return [...days].toSorted().flatMap(([date, some]): Joined[] => {
      const figures = sumOf(some.map((one) => one.figures));
      return isNothing(figures)
        ? []
        : [{ ...row, segments: { ...row['segments'], date }, metrics: metricsOf(figures) }];
    });
  });
}

export function metricsOf({
  impressions,
  clicks,
  costMicros,
  conversions,
  conversionValueMicros,
}: DayFigures): Json {
  return {
    impressions: String(impressions),
    clicks: String(clicks),
    costMicros: String(costMicros),
    conversions,
    conversionsValue: conversionValueMicros / 1_000_000,
    ...(impressions === 0 ? {} : { ctr: clicks / impressions }),
    ...(clicks === 0 ? {} : { averageCpc: costMicros / clicks }),
  };
}
