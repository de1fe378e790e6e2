const WIDTH = 4_096n;

/** Numbers that a sender has used, so that a packet which somebody recorded and sends again is not taken twice. */
export class ReplayWindow {
  readonly #seen = new Set<bigint>();
  #highest = 0n;

  /** True the first time that a number comes; false for one that came before, or is far behind the highest that came. */
  accept(number: bigint): boolean {
    if (number + WIDTH <= this.#highest || this.#seen.has(number)) return false;
    this.#seen.add(number);
    if (number > this.#highest) {
      this.#highest = number;
      if (this.#seen.size > Number(WIDTH) * 2) this.#forget();
    }
    return true;
  }

  #forget(): void {
    for (const number of this.#seen) if (number + WIDTH <= this.#highest) this.#seen.delete(number);
  }
}
