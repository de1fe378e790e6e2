import type { AdObjects } from '../ad-objects.ts';
import { isNothing, type DayFigures } from './day-figures.ts';
import { dayIn, daysBetween, daysFrom, nextDay, startOf } from './days.ts';
import { earned } from './earned.ts';
import type { Leaf, Served } from './served.ts';
import type { Told } from './told.ts';

/** What serves on a platform: with what it may spend, and the things it counts for (names as the vendor writes them). */
export type FiguresLeaf = Leaf & { dailyMicros: number; campaign: string; within: readonly string[] };

/** The figures of one thing on one day; `within` names everything that they count for. */
export type Measured = { date: string; campaign: string; within: readonly string[]; figures: DayFigures };

export type Measuring = {
  objects: AdObjects;
  served: Served<FiguresLeaf>;
  told: Told;
  /** The campaign of something that figures were ordered for, and everything that it is in, itself first. */
  placeOf: (object: string) => { campaign: string; within: readonly string[] } | undefined;
  timeZone: string;
  wholeConversions: boolean;
  now: number;
};

/**
 * What was measured in one account on the days that are asked for: what was ordered, and for the days of a campaign for which
 * nothing was, what its keywords or creatives brought while they served.
 */
export function measured(measuring: Measuring, isAsked: (day: string) => boolean): Measured[] {
  const { objects, served, timeZone, wholeConversions, now } = measuring;
  served.read(objects);
  const ordered = orderedIn(measuring).filter(({ date }) => isAsked(date));
  const isOrdered = new Set(ordered.map(({ campaign, date }) => `${campaign} ${date}`));
  const today = dayIn(timeZone, now);
  const [first] = objects.ledger();
  const days = first === undefined ? [] : daysBetween(dayIn(timeZone, Date.parse(first.at)), today);
  const made = days.filter(isAsked).flatMap((date): Measured[] => {
    const [start, end] = [startOf(date, timeZone), startOf(nextDay(date), timeZone)];
    return served.leaves().flatMap((leaf): Measured[] => {
      const { id, campaign, within, dailyMicros } = leaf;
      const share = served.share(id, start, end, now);
      if (share === 0 || isOrdered.has(`${campaign} ${date}`)) return [];
      const figures = earned({
        id,
        day: date,
        share,
        dailyMicros,
        age: daysFrom(date, today),
        wholeConversions,
      });
      return isNothing(figures) ? [] : [{ date, campaign, within, figures }];
    });
  });
  return [...ordered, ...made];
}

function orderedIn({ told, placeOf }: Measuring): Measured[] {
  return told.all().flatMap(({ object, date, figures }): Measured[] => {
    const place = placeOf(object);
    return place === undefined ? [] : [{ date, figures, ...place }];
  });
}
