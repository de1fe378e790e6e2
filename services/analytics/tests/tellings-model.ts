/** A small model of what counts after any history of tellings: lists that are replayed, no versions, no sums. */
export const MEASURES = ['impressions', 'clicks', 'cost'] as const;
export type Measure = (typeof MEASURES)[number];
export type Row = { campaign: number; day: number; group: '' | 'A' | 'B' } & Record<Measure, number>;
export type Told = {
  rows: readonly Row[];
  /** Rows by API tell conversions too; files here do not. */
  measures: readonly (Measure | 'conversions')[];
  /** Keys of which it says that they are not there, and days (`campaign day grain`) that it tells whole. */
  gone: readonly string[];
  whole: readonly string[];
  isUndone: boolean;
};

export const keyOf = ({ campaign, day, group }: Pick<Row, 'campaign' | 'day' | 'group'>) =>
  `${campaign} ${day} ${group}`;
const partsOf = (key: string) => {
  const [campaign = '', day = '', group = ''] = key.split(' ');
  return {
    campaign: Number(campaign),
    day: Number(day),
    group: group as Row['group'],
    grain: group === '' ? 0 : 1,
  };
};
type State = Record<Measure, number> & { gone: boolean; known: Set<string>; at: number };

/** `countsAs`: by campaign the one whose figures it counts as. */
export function statesOf(
  history: readonly Told[],
  countsAs: (campaign: number) => number,
): Map<string, State> {
  const states = new Map<string, State>();
  history.forEach((told, at) => {
    if (told.isUndone) return;
    const tell = (key: string, row: Row | null) => {
      const parts = partsOf(key);
      const counted = keyOf({ ...parts, campaign: countsAs(parts.campaign) });
      const old = states.get(counted) ?? {
        impressions: 0,
        clicks: 0,
        cost: 0,
        gone: true,
        known: new Set<string>(),
        at,
      };
      const others = [...old.known].filter((measure) => !told.measures.some((one) => one === measure));
      const gone = row === null && (old.gone || others.length === 0);
      const figures = Object.fromEntries(
        MEASURES.filter((measure) => told.measures.includes(measure)).map((measure) => [
          measure,
          row?.[measure] ?? 0,
        ]),
      );
      states.set(counted, { ...old, ...figures, gone, known: new Set([...old.known, ...told.measures]), at });
    };
    for (const key of told.gone) tell(key, null);
    for (const row of told.rows) tell(keyOf(row), row);
  });
  return states;
}

type Grain = { facts: number; told: number; whole: number; known: Set<string>; sums: number[] };

/** What each campaign and day counts: `campaign day` → its figures. */
export function countedOf(
  history: readonly Told[],
  countsAs: (campaign: number) => number,
): Map<string, number[]> {
  const grains = new Map<string, Grain>();
  const grainOf = (day: string) => {
    const grain = grains.get(day) ?? {
      facts: 0,
      told: -1,
      whole: -1,
      known: new Set<string>(),
      sums: [0, 0, 0],
    };
    grains.set(day, grain);
    return grain;
  };
  for (const [key, state] of statesOf(history, countsAs)) {
    const { campaign, day, grain } = partsOf(key);
    const sums = grainOf(`${campaign} ${day} ${grain}`);
    if (!state.gone) sums.facts += 1;
    sums.told = Math.max(sums.told, state.at);
    for (const measure of state.known) sums.known.add(measure);
    sums.sums = sums.sums.map((sum, index) => sum + state[MEASURES[index] ?? 'cost']);
  }
  history.forEach((told, at) => {
    for (const whole of told.isUndone ? [] : told.whole) {
      const [campaign, day, grain] = whole.split(' ');
      const key = `${countsAs(Number(campaign))} ${day} ${grain}`;
      if (grains.has(key)) grainOf(key).whole = at;
    }
  });
  const days = new Set([...grains.keys()].map((key) => key.slice(0, -2)));
  const shown = [...days].flatMap((day) => {
    const grainOfMeasure = (measure: Measure | 'conversions') =>
      grainThatCounts(measure, grains.get(`${day} 0`), grains.get(`${day} 1`));
    const counts = MEASURES.map(grainOfMeasure);
    // a day counts, with nothing of these, also where only conversions are told by a grain that counts
    if (![...counts, grainOfMeasure('conversions')].some((grain) => grain !== undefined && grain.facts > 0))
      return [];
    return [
      [day, counts.map((grain, index) => (grain && grain.facts > 0 ? (grain.sums[index] ?? 0) : 0))] as const,
    ];
  });
  return new Map(shown);
}

/** The grain of which a figure counts: `coarse` or `fine`; none where neither tells it. */
function grainThatCounts(measure: Measure | 'conversions', coarse?: Grain, fine?: Grain): Grain | undefined {
  const coarser = coarse?.known.has(measure) && (coarse.facts > 0 || coarse.whole >= 0) ? coarse : undefined;
  const finer = fine?.known.has(measure) && fine.facts > 0 ? fine : undefined;
  if (!coarser || !finer) return coarser ?? finer;
  if (coarser.facts === 0) return Math.max(finer.told, finer.whole) > coarser.whole ? finer : coarser;
  const tellsAsMuch = MEASURES.every((other, index) => {
    const both = coarser.known.has(other) && finer.known.has(other);
    return !both || (finer.sums[index] ?? 0) >= (coarser.sums[index] ?? 0);
  });
  return finer.whole > Math.max(coarser.told, coarser.whole) && tellsAsMuch ? finer : coarser;
}
