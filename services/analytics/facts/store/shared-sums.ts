/**
 * Sums over all campaigns of an organisation, which every writer changes. `now`: in the statement that changes the facts, by a writer that has
 * the whole organisation. `later`: what changes is noted, by a writer that has only its campaigns (long-writing.ts), so that nobody
 * waits for its rows.
 */
export type SharedSums = 'now' | 'later';

/** A statement in both forms. */
export const forBoth = <T>(make: (shared: SharedSums) => T): Readonly<Record<SharedSums, T>> => ({
  now: make('now'),
  later: make('later'),
});
