import type { Json, Reply } from './wire.ts';

/** How much may be asked for in a day, until 00:00 UTC; nothing is counted while there is no limit. */
export class DayLimit {
  #most: number | undefined;
  #day = '';
  #used = 0;

  constructor(most: number | undefined) {
    this.#most = most;
  }

  /** Takes some of the day's rest; false when there is not that much. */
  take(amount: number, now: Date): boolean {
    if (this.#most === undefined) return true;
    const day = now.toISOString().slice(0, 10);
    if (day !== this.#day) this.#used = 0;
    this.#day = day;
    if (this.#used + amount > this.#most) return false;
    this.#used += amount;
    return true;
  }

  /** The control call: `{"daily": 100}` sets another limit, null lifts it; what was used stays used. */
  set(body: Json | undefined): Reply {
    const daily = body?.['daily'];
    if (daily !== null && !(typeof daily === 'number' && Number.isSafeInteger(daily) && daily >= 0))
      throw new Error('daily must be a whole number, 0 or more, or null');
    this.#most = daily ?? undefined;
    return { status: 200, body: { daily, used: this.#used } };
  }
}
