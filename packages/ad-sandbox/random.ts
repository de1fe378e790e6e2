/**
 * Whole numbers in [min, max], both ends included, in an order that the seed decides on every machine (mulberry32: 32 bits
 * of state). Not for secrets.
 */
export function seededIntegers(seed: number): (min: number, max: number) => number {
  let state = seed >>> 0;
  return (min, max) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    return min + Math.floor(share * (max - min + 1));
  };
}
