import { isObject, type Call, type Json, type Reply } from '../wire.ts';

/** What each fault does is a table in `docs/simulators.md`. */
export const FAULT_KINDS = [
  'refuse',
  '401',
  '403',
  '404',
  '429',
  '500-before',
  '500-after-commit',
  'drop-before',
  'drop-after-commit',
  'delay',
  'delay-after-commit',
  'late-commit',
  'duplicate',
  'half-open',
  'proxy',
  'truncated',
  'cut-off',
  'slow-body',
  'garbage',
  'empty',
  'foreign',
] as const;

/**
 * `refuse`, `401`, `403`, `404`, `429`: the vendor's own words, nothing was written. `-before`: nothing was written.
 * `-after-commit`: the request did its work and only the answer is lost. The kinds after `duplicate` say nothing about the
 * work: whether it is done is the fault's `done`.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What a call is for: `sign-in` is consent, token and revocation. */
export type CallPurpose = 'read' | 'write' | 'sign-in';
export const CALL_PURPOSES: readonly CallPurpose[] = ['read', 'write', 'sign-in'];

/** Which requests a fault is for; every part that is given must fit. `object` is looked for in path, query and body. */
export type FaultMatch = {
  method?: string;
  pathIncludes?: string;
  bodyIncludes?: string;
  object?: string;
  call?: CallPurpose;
};

export type LimitWindow = 'SECOND' | 'MINUTE' | 'DAY';
export const LIMIT_WINDOWS: readonly LimitWindow[] = ['SECOND', 'MINUTE', 'DAY'];

/** How the caller is left when a write takes effect only later. */
export type LateAnswer = 'drop' | '500' | 'half-open';
export const LATE_ANSWERS: readonly LateAnswer[] = ['drop', '500', 'half-open'];

/** What may be said about a fault beside its kind; what is left out is decided by the kind. */
export type FaultDetails = {
  /** Milliseconds: of a delay, until a late commit or a second delivery, between two bytes of a slow body. */
  ms: number;
  /** Of a `429`: the window that is exhausted, in the vendor's words. */
  window?: LimitWindow;
  /** Of a `429`: whose limit it is, such as `ACCOUNT`, `DEVELOPER`, `APPLICATION_AND_MEMBER`. */
  scope?: string;
  /** Of Google's `429`: the seconds it asks to wait. */
  retrySeconds?: number;
  /** Of a `403`: Google's AuthorizationError, LinkedIn's code. */
  reason?: string;
  /** Status of `proxy` (404 without it), `garbage`, `empty` and `foreign` (200). */
  status?: number;
  /** Whether the request does its work although its answer is spoiled. */
  done?: boolean;
  /** Of a `late-commit`. */
  answer?: LateAnswer;
};

/** An armed fault: strikes the next `times` requests that match, after letting `skip` of them pass. */
export type Fault = FaultDetails & { match: FaultMatch; times: number; skip: number; kind: FaultKind };

/** A fault as it is ordered: only its kind is needed. */
export type FaultOrder = Partial<Omit<Fault, 'kind'>> & { kind: FaultKind };

/** How a vendor words its own failures. */
export type VendorFailures = Record<
  'refuse' | '500' | '429' | '401' | '403' | '404',
  (call: Call, details: FaultDetails) => Reply
>;

/** The fault of an order: one strike, at once, on whatever comes, unless it says otherwise. */
export function faultOf(order: FaultOrder): Fault {
  return { times: 1, skip: 0, ms: 0, ...order, match: { ...order.match } };
}

/** Reads a fault from the control API's JSON; throws with a sentence when it is malformed. */
export function parseFault(body: Json | undefined): Fault {
  const { kind, match, ...more } = body ?? {};
  return faultOf({ ...readDetails(more, ['times', 'skip']), kind: readKind(kind), match: readMatch(match) });
}

/** Reads the name of a kind. */
export function readKind(value: unknown): FaultKind {
  return oneOf('kind', value, FAULT_KINDS);
}

/** Reads which requests are meant; nothing means all. */
export function readMatch(value: unknown): FaultMatch {
  if (value === undefined) return {};
  if (!isObject(value)) throw new Error('match must be an object');
  const match: FaultMatch = {};
  for (const [name, part] of Object.entries(value)) {
    if (name === 'call') match.call = oneOf('match.call', part, CALL_PURPOSES);
    else if (name === 'method' || name === 'pathIncludes' || name === 'bodyIncludes' || name === 'object') {
      if (typeof part !== 'string') throw new Error(`match.${name} must be a string`);
      match[name] = part;
    } else throw new Error(`match.${name} is not known`);
  }
  return match;
}

/** Reads what stands beside kind and match; `counts` are further whole numbers that are allowed. */
export function readDetails(
  body: Json,
  counts: readonly ('times' | 'skip')[] = [],
): Partial<Omit<Fault, 'kind' | 'match'>> {
  const details: Partial<Omit<Fault, 'kind' | 'match'>> = {};
  const names = [...counts, 'ms', 'retrySeconds', 'status'] as const;
  for (const [name, value] of Object.entries(body)) {
    const number = names.find((known) => known === name);
    if (number !== undefined) details[number] = wholeNumber(name, value);
    else if (name === 'window') details.window = oneOf(name, value, LIMIT_WINDOWS);
    else if (name === 'answer') details.answer = oneOf(name, value, LATE_ANSWERS);
    else if (name === 'scope' || name === 'reason') {
      if (typeof value !== 'string' || !/^[A-Z_]+$/.test(value))
        throw new Error(`${name} must be a name in capital letters`);
      details[name] = value;
    } else if (name === 'done') {
      if (typeof value !== 'boolean') throw new Error('done must be true or false');
      details.done = value;
    } else throw new Error(`${name} is not known`);
  }
  if (details.status !== undefined && (details.status < 200 || details.status > 599))
    throw new Error('status must be from 200 to 599');
  return details;
}

function wholeNumber(name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Error(`${name} must be a whole number, 0 or more`);
  return value;
}

function oneOf<T extends string>(name: string, value: unknown, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`${name} must be one of ${known.join(', ')}`);
  return found;
}
