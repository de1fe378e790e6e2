/** How often an ad account is read, in milliseconds. */
export type Pace = {
  /** Between two readings when nothing was changed for a while. */
  periodMs: number;
  /** After a change; the next ones come after twice as long each time. */
  quickMs: number;
  /** After this long without a reading nothing is known any more. */
  staleMs: number;
};

/** How long to wait before the next reading. @param sinceChange readings since something was changed */
export function nextReadingMs({ periodMs, quickMs }: Pace, sinceChange: number): number {
  return Math.min(periodMs, quickMs * 2 ** Math.min(sinceChange, 30));
}
