import { isObject, type Call, type Json, type Reply } from './wire.ts';

const KINDS = [
  'refuse',
  '500-before',
  '500-after-commit',
  'drop-before',
  'drop-after-commit',
  'delay',
  'delay-after-commit',
  '429',
  '401',
] as const;

/**
 * `refuse` is the vendor saying no (a permanent rejection); `-before` nothing was written;
 * `-after-commit` the request did its work and only the answer is lost.
 */
export type FaultKind = (typeof KINDS)[number];

export type FaultMatch = { method?: string; pathIncludes?: string; bodyIncludes?: string };

/** An armed fault: strikes the next `times` requests that match, after letting `skip` of them pass. */
export type Fault = { match: FaultMatch; times: number; skip: number; kind: FaultKind; ms: number };

/** How a vendor words its own failures. */
export type VendorFailures = Record<'refuse' | '500' | '429' | '401', (call: Call) => Reply>;

/** Reads a fault from the control API's JSON; throws with a sentence when it is malformed. */
export function parseFault(body: Json | undefined): Fault {
  const kind = KINDS.find((known) => known === body?.['kind']);
  if (body === undefined || kind === undefined) throw new Error(`kind must be one of ${KINDS.join(', ')}`);
  const number = (name: string, otherwise: number): number =>
    typeof body[name] === 'number' ? body[name] : otherwise;
  const match: FaultMatch = {};
  const given = isObject(body['match']) ? body['match'] : {};
  for (const [name, value] of Object.entries(given)) {
    if (name !== 'method' && name !== 'pathIncludes' && name !== 'bodyIncludes')
      throw new Error(`match.${name} is not known`);
    if (typeof value !== 'string') throw new Error(`match.${name} must be a string`);
    match[name] = value;
  }
  return { match, times: number('times', 1), skip: number('skip', 0), kind, ms: number('ms', 0) };
}

/** The faults that are armed, in the order they were armed; the first that matches strikes. */
export class Faults {
  #armed: Fault[] = [];

  arm(fault: Fault): void {
    this.#armed.push({ ...fault });
  }

  list(): readonly Fault[] {
    return this.#armed;
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault that strikes this request, counted down; undefined when none does. */
  take(call: Call): Fault | undefined {
    for (const fault of this.#armed) {
      if (fault.times <= 0 || !matches(fault.match, call)) continue;
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
}

function matches(match: FaultMatch, call: Call): boolean {
  const target = call.rawQuery === '' ? call.path : `${call.path}?${call.rawQuery}`;
  return (
    (match.method === undefined || match.method.toUpperCase() === call.method) &&
    (match.pathIncludes === undefined || target.includes(match.pathIncludes)) &&
    (match.bodyIncludes === undefined || call.body.includes(match.bodyIncludes))
  );
}
