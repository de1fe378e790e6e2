import type { Platform } from '../../contracts/values.ts';
import { seededRandom, type Random } from '../../lib/random.ts';
import type { Figure, FigureSource } from './figures.ts';

const DAYS = 91;
const ADS = ['Ad A', 'Ad B', 'Ad C', 'Ad D'];
/** Factors for Monday to Sunday; business services sell on working days. */
const WEEKDAYS = [1.1, 1.15, 1.12, 1.08, 1, 0.72, 0.7];

/** The performance of a platform: spend a day, cost per click, click rate, and cost per conversion. */
type Shape = {
  platform: Platform;
  spend: number;
  perClick: number;
  clickRate: number;
  perConversion: number;
};
const SHAPES: readonly Shape[] = [
  { platform: 'google-ads', spend: 950, perClick: 0.9, clickRate: 0.04, perConversion: 24 },
  { platform: 'linkedin-ads', spend: 240, perClick: 3.1, clickRate: 0.006, perConversion: 71 },
];
const VALUE = 180;

/**
 * Generates figures of 91 days, for when there are no real ones: weekdays, a slow trend and noise, with one platform
 * better than the other. The same seed gives the same figures. `lastWeekday` is the weekday of the last day, 0 =
 * Monday.
 */
export function generateFigures(seed: number, lastWeekday: number): FigureSource {
  const random = seededRandom(seed);
  const figures: Figure[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const weekday = (lastWeekday + 7 * DAYS - (DAYS - 1 - day)) % 7;
    const season = (WEEKDAYS[weekday] ?? 1) * (1 + 0.1 * Math.sin((2 * Math.PI * day) / DAYS));
    for (const shape of SHAPES) for (const ad of ADS) figures.push(line(random, shape, ad, day, season));
  }
  return { days: DAYS, figures, words: [`generated figures of ${DAYS} days, seed ${seed}: not real ones`] };
}

function line(random: Random, shape: Shape, ad: string, day: number, season: number): Figure {
  const noise = () => Math.max(0.2, random.normal(1, 0.12));
  const cents = Math.round((shape.spend / ADS.length) * season * noise() * 100);
  const clicks = Math.round((cents / 100 / shape.perClick) * noise());
  const expected = cents / 100 / shape.perConversion;
  const conversions = Math.max(0, Math.round(random.normal(expected, Math.sqrt(expected))));
  return {
    day,
    platform: shape.platform,
    ad,
    impressions: Math.round(clicks / (shape.clickRate * noise())),
    clicks,
    costMicros: cents * 10_000,
    conversions,
    valueMicros: conversions * VALUE * 1_000_000,
  };
}
