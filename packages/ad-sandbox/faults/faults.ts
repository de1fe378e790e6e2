import type { Call } from '../wire.ts';
import { faultOf, type CallPurpose, type Fault, type FaultMatch, type FaultOrder } from './fault.ts';
import { RandomFaults, type RandomFaultsOrder } from './random-faults.ts';

/** The faults that are armed, in the order they were armed; the first that matches strikes, before those by chance. */
export class Faults {
  #armed: Fault[] = [];
  #random: RandomFaults | undefined;
  #purpose: (call: Call) => CallPurpose;

  constructor(purpose: (call: Call) => CallPurpose) {
    this.#purpose = purpose;
  }

  arm(order: FaultOrder): void {
    this.#armed.push(faultOf(order));
  }

  /** From now on faults strike by chance, as the seed decides; replaces those ordered before. */
  randomize(order: RandomFaultsOrder): void {
    this.#random = new RandomFaults(order);
  }

  list(): readonly Fault[] {
    return this.#armed;
  }

  /** What strikes by chance, and how many calls were drawn for; undefined when nothing does. */
  random(): (RandomFaultsOrder & { calls: number; struck: number }) | undefined {
    return this.#random?.report();
  }

  clear(): void {
    this.#armed = [];
    this.#random = undefined;
  }

  /** The fault that strikes this request, counted down; undefined when none does. */
  take(call: Call): Fault | undefined {
    return this.#takeArmed(call) ?? this.#takeRandom(call);
  }

  #takeArmed(call: Call): Fault | undefined {
    for (const fault of this.#armed) {
      if (fault.times <= 0 || !this.#matches(fault.match, call)) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.times -= 1;
      this.#armed = this.#armed.filter((other) => other.times > 0);
      return fault;
    }
    return undefined;
  }

  #takeRandom(call: Call): Fault | undefined {
    const random = this.#random;
    return random !== undefined && this.#matches(random.match, call) ? random.draw() : undefined;
  }

  #matches(match: FaultMatch, call: Call): boolean {
    const target = call.rawQuery === '' ? call.path : `${call.path}?${call.rawQuery}`;
    return (
      (match.method === undefined || match.method.toUpperCase() === call.method) &&
      (match.pathIncludes === undefined || target.includes(match.pathIncludes)) &&
      (match.bodyIncludes === undefined || call.body.includes(match.bodyIncludes)) &&
      (match.object === undefined || names(match.object, target, call.body)) &&
      (match.call === undefined || match.call === this.#purpose(call))
    );
  }
}

/** Whether a request names an object: as a whole word, so that `campaigns/12` is not found in `campaigns/123`. */
function names(object: string, target: string, body: string): boolean {
  const plain = object.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w~])${plain}(?![\\w~])`);
  return [target, decoded(target), body].some((text) => pattern.test(text));
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
