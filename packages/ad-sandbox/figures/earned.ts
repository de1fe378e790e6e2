import { createHash } from 'node:crypto';
import { seededIntegers } from '../random.ts';
import { NO_FIGURES, type DayFigures } from './day-figures.ts';

/** The share of a day's conversions, in hundredths, that is known so many days later; from the seventh on, all. */
const KNOWN = [40, 55, 70, 80, 88, 94, 98, 100] as const;
const CENT = 10_000;

export type Earning = {
  /** What serves: always the same for the same thing. */
  id: string;
  day: string;
  /** The part of the day in which it served, 0 to 1. */
  share: number;
  /** What it may spend in a whole day. */
  dailyMicros: number;
  /** Whole days since, for the conversions that are known by now. */
  age: number;
  /** Whether a conversion is one or none; without it, a part of one may be credited. */
  wholeConversions: boolean;
};

/**
 * What something that served brings on one day: made up, by its id and the day alone, within its money. A click costs its own
 * price, so that cost is clicks times price to the cent.
 */
export function earned({ id, day, share, dailyMicros, age, wholeConversions }: Earning): DayFigures {
  const own = integersOf(id);
  const price = own(40, 320) * CENT;
  const [rate, worth] = [own(20, 90), own(20, 140)];
  const today = integersOf(`${id} ${day}`);
  const spend = (dailyMicros * share * today(70, 100)) / 100;
  const clicks = Math.floor(spend / price);
  if (clicks === 0) return NO_FIGURES;
  const known = (clicks * rate * today(60, 140) * (KNOWN[Math.max(0, age)] ?? 100)) / 10_000_000;
  const conversions = wholeConversions ? Math.floor(known) : Math.floor(known * 100) / 100;
  return {
    impressions: clicks * today(12, 40) + today(0, 30),
    clicks,
    costMicros: clicks * price,
    conversions,
    conversionValueMicros: Math.round(conversions * worth * 100) * CENT,
  };
}

const integersOf = (text: string): ReturnType<typeof seededIntegers> =>
  seededIntegers(createHash('sha256').update(text).digest().readUInt32LE(0));
