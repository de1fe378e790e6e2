/** The middle value; of an even number of values the upper one. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * How well two samples can be told apart: the chance that a random value of `a` is smaller than one of `b` (Mann-Whitney). 0.5
 * means not at all.
 */
export function aucOf(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, of: 0 })), ...b.map((value) => ({ value, of: 1 }))];
  all.sort((x, y) => x.value - y.value);
  let ranks = 0;
  for (let i = 0; i < all.length;) {
    let end = i;
    while (end < all.length && all[end]?.value === all[i]?.value) end += 1;
    // equal values share the middle of their ranks
    for (let k = i; k < end; k += 1) if (all[k]?.of === 1) ranks += (i + 1 + end) / 2;
    i = end;
  }
  return (ranks - (b.length * (b.length + 1)) / 2) / (a.length * b.length);
}
