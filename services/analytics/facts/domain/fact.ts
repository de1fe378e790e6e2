import type { Platform } from '../../../../contracts/values.ts';

/** The `hour` of a fact about a whole day. */
export const WHOLE_DAY = -1;

/**
 * The figures of one campaign, platform and day, or of a part of them. The key is campaign, platform, date, hour (-1
 * = the whole day), ad group, ad and keyword ('' = not broken down). A figure that was not sent is null: saving the
 * fact leaves the stored figure as it is, or stores 0 when there is none.
 */
export type Fact = {
  readonly campaignId: string;
  readonly platform: Platform;
  readonly date: string;
  readonly hour: number;
  readonly adGroup: string;
  readonly ad: string;
  readonly keyword: string;
  readonly grain: number;
  readonly currency: string;
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly costMicros: number | null;
  readonly conversionsMicros: number | null;
  readonly valueMicros: number | null;
  /** The platform's ids of its parts, as they came; `labelled` (store/parts.ts) takes them away when it has found the parts. */
  readonly ids?: PartIds;
  /** Set where a telling of the whole scope no longer has the fact: its figures are 0 then, and it counts nothing. */
  readonly gone?: true;
};

/** The platform's ids of an ad group, ad and keyword; null where none came. */
export type PartIds = {
  readonly adGroup: string | null;
  readonly ad: string | null;
  readonly keyword: string | null;
};

/** The ids, or nothing where none came. */
export const idsOf = (ids: PartIds): { ids?: PartIds } =>
  ids.adGroup === null && ids.ad === null && ids.keyword === null ? {} : { ids };

/** The figures of a fact; one that was not told is null. */
export const FIGURES = ['impressions', 'clicks', 'costMicros', 'conversionsMicros', 'valueMicros'] as const;
export type Figure = (typeof FIGURES)[number];
export type FactFigures = Pick<Fact, Figure>;

/** The sums of the figures of two; what only one of them tells is that, and what neither tells stays unknown. */
export function addFigures(a: FactFigures, b: FactFigures): FactFigures {
  const plus = (x: number | null, y: number | null) =>
    x === null && y === null ? null : (x ?? 0) + (y ?? 0);
  return Object.fromEntries(FIGURES.map((figure) => [figure, plus(a[figure], b[figure])])) as FactFigures;
}

/** The fields by which a fact can be broken down further than campaign, platform and day. */
export type Breakdown = Pick<Fact, 'hour' | 'adGroup' | 'ad' | 'keyword'>;

/**
 * How finely a line is broken down, 0 to 15: the sum of 1 for an ad group, 2 for an ad, 4 for a keyword and 8 for an
 * hour. There may be facts of several grains for one campaign, platform and day, and each grain holds the same money
 * again. Totals therefore use the facts of one grain only: the lowest, unless a finer one was told whole since and tells as much
 * (store/rollups.ts).
 */
export function grainOf(line: Breakdown): number {
  return (
    (line.adGroup === '' ? 0 : 1) +
    (line.ad === '' ? 0 : 2) +
    (line.keyword === '' ? 0 : 4) +
    (line.hour === WHOLE_DAY ? 0 : 8)
  );
}

/** Stands in no name: names are of one line, without control characters (contracts/values.ts `line`, imports/domain/rows.ts). */
const BETWEEN = '\u001f';

export type KeyOfFact = Pick<
  Fact,
  'campaignId' | 'platform' | 'date' | 'hour' | 'adGroup' | 'ad' | 'keyword'
>;

/** The key of a fact within its organisation, as one string. */
export function factKey({
  campaignId,
  platform,
  date,
  hour,
  adGroup,
  ad,
  keyword,
}: KeyOfFact & Partial<Fact>): string {
  return [campaignId, platform, date, hour, adGroup, ad, keyword].join(BETWEEN);
}

/** The key of a fact as it was told, before its parts are known: two ids of one name are two. */
export const toldKey = (fact: Fact): string =>
  [factKey(fact), fact.ids?.adGroup ?? '', fact.ids?.ad ?? '', fact.ids?.keyword ?? ''].join(BETWEEN);
