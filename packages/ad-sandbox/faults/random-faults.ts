import { seededIntegers } from '../random.ts';
import { isObject, type Json } from '../wire.ts';
import {
  FAULT_KINDS,
  faultOf,
  readDetails,
  readKind,
  readMatch,
  type Fault,
  type FaultDetails,
  type FaultKind,
  type FaultMatch,
} from './fault.ts';

/** Faults by chance: each matching call is struck with probability `rate`, by one of `kinds`. */
export type RandomFaultsOrder = Partial<FaultDetails> & {
  seed: number;
  rate: number;
  kinds: readonly FaultKind[];
  match: FaultMatch;
};

/** What does not pass: the vendor says no, or the answer takes as long as somebody wants to wait. */
const LASTING: readonly FaultKind[] = ['refuse', '401', '403', '404', 'slow-body'];
/** Faults of the wire and of load, from which a program is expected to recover by itself. */
export const TRANSIENT_KINDS: readonly FaultKind[] = FAULT_KINDS.filter((kind) => !LASTING.includes(kind));

const PARTS = 1_000_000;
const DEFAULT_MS = 200;

/** The stream of one seed: the n-th call it is asked about always meets the same fate. */
export class RandomFaults {
  readonly match: FaultMatch;
  #order: RandomFaultsOrder;
  #integer: (min: number, max: number) => number;
  #calls = 0;
  #struck = 0;

  constructor(order: RandomFaultsOrder) {
    this.#order = order;
    this.match = order.match;
    this.#integer = seededIntegers(order.seed);
  }

  /** Decides about one more call. Two numbers are drawn for each, so that no fate depends on another one's. */
  draw(): Fault | undefined {
    const { seed: _seed, rate, kinds, match, ...details } = this.#order;
    this.#calls += 1;
    const chance = this.#integer(1, PARTS);
    const kind = kinds[this.#integer(0, kinds.length - 1)];
    if (kind === undefined || chance > rate * PARTS) return undefined;
    this.#struck += 1;
    return faultOf({ ms: DEFAULT_MS, ...details, kind, match });
  }

  report(): RandomFaultsOrder & { calls: number; struck: number } {
    return { ...this.#order, calls: this.#calls, struck: this.#struck };
  }
}

/** Reads an order from the control API's JSON; throws with a sentence when it is malformed. */
export function parseRandomFaults(body: Json | undefined): RandomFaultsOrder {
  const { seed, rate, kinds, match, ...more } = isObject(body) ? body : {};
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed)) throw new Error('seed must be a whole number');
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) throw new Error('rate must be from 0 to 1');
  if (kinds !== undefined && (!Array.isArray(kinds) || kinds.length === 0))
    throw new Error('kinds must be a list of kinds');
  const chosen = kinds === undefined ? TRANSIENT_KINDS : (kinds as unknown[]).map(readKind);
  return { ...readDetails(more), seed, rate, kinds: chosen, match: readMatch(match) };
}
