/** A repeatable source of numbers: the same seed gives the same sequence on every machine. */
export type Random = {
  /** The next number in [0, 1). */
  next: () => number;
  /** The next whole number in [min, max], both ends included. */
  int: (min: number, max: number) => number;
  /** The next draw of a normal distribution. */
  normal: (mean?: number, deviation?: number) => number;
};

/**
 * Makes a seeded generator (mulberry32: 32 bits of state, period 2^32). Not for secrets.
 * Normal draws use Box-Muller: sqrt(-2 ln u) * cos(2 pi v).
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const normal = (mean = 0, deviation = 1): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return { next, int, normal };
}
