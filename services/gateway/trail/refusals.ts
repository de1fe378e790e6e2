import type { Origin } from '../../../contracts/auth/identity.ts';
import type { Refusal } from '../../../contracts/auth/trail.ts';
import type { Caller } from '../../../contracts/caller.ts';
import { MINUTE_MS } from '../../../lib/time.ts';
import { ERRORS, type ErrorCode } from '../../../lib/errors.ts';

/** A refusal and the organisation whose trail it belongs to; null for a client that nobody knows. */
export type KnownRefusal = { organizationId: string | null; refusal: Refusal };
type Window = KnownRefusal & { startedAt: number; repeats: number };

/** Of one principal, code and operation, the first refusal of a minute is told at once and the others as one count. */
const WINDOW_MS = MINUTE_MS;
/** So many of them are told apart in a minute; what is beyond is one count. */
const MAX_WINDOWS = 1_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Auth records these itself, each one; and a token that is missing or has ended is everybody's daily life. */
const NOT_TOLD: readonly ErrorCode[] = [
  'TOKEN_MISSING',
  'TOKEN_EXPIRED',
  'CREDENTIALS_INVALID',
  'FACTOR_INVALID',
];

/** Whether an error says that somebody was kept from something. */
export const isTold = (code: ErrorCode): boolean =>
  [401, 403, 429].includes(ERRORS[code].status) && !NOT_TOLD.includes(code);

/** A refusal as the trail has it. */
export function refusalFor(
  caller: Caller,
  { code, operation, origin }: { code: ErrorCode; operation: string; origin: Origin },
): KnownRefusal {
  const said = { code, operation, origin, count: 1 };
  if (caller.kind === 'user')
    return {
      organizationId: caller.organizationId,
      refusal: { ...said, actor: { kind: 'user', id: caller.userId } },
    };
  if (caller.kind === 'api-key')
    return {
      organizationId: caller.organizationId,
      refusal: { ...said, actor: { kind: 'service', id: `api-key:${caller.keyId}` } },
    };
  return { organizationId: null, refusal: { ...said, actor: { kind: 'user', id: NOBODY } } };
}

/** Counts refusals, so that nobody floods the trail by being refused. */
export class RefusalCount {
  readonly #windows = new Map<string, Window>();
  #beyond = 0;

  /** @returns the refusal when it is to be told at once */
  take(known: KnownRefusal, now: Date): KnownRefusal | null {
    const key = keyOf(known);
    const window = this.#windows.get(key);
    if (window) {
      window.repeats += known.refusal.count;
      return null;
    }
    if (this.#windows.size >= MAX_WINDOWS) {
      this.#beyond += known.refusal.count;
      return null;
    }
    this.#windows.set(key, { ...known, startedAt: now.getTime(), repeats: 0 });
    return known;
  }

  /** Counts again what could not be told: the next `ended` has it. */
  putBack(known: KnownRefusal): void {
    const key = keyOf(known);
    const window = this.#windows.get(key);
    if (window) window.repeats += known.refusal.count;
    else if (this.#windows.size >= MAX_WINDOWS) this.#beyond += known.refusal.count;
    else this.#windows.set(key, { ...known, startedAt: 0, repeats: known.refusal.count });
  }

  /** What was not told yet of the minutes that have ended; of all of them with `all`. */
  ended(now: Date, all = false): KnownRefusal[] {
    const told: KnownRefusal[] = [];
    for (const [key, { startedAt, repeats, organizationId, refusal }] of this.#windows) {
      if (!all && now.getTime() - startedAt < WINDOW_MS) continue;
      this.#windows.delete(key);
      if (repeats > 0) told.push({ organizationId, refusal: { ...refusal, count: repeats } });
    }
    if (this.#beyond > 0 && this.#windows.size < MAX_WINDOWS) {
      told.push({ organizationId: null, refusal: { ...BEYOND, count: this.#beyond } });
      this.#beyond = 0;
    }
    return told;
  }
}

const BEYOND: Refusal = {
  actor: { kind: 'user', id: NOBODY },
  code: 'RATE_LIMIT_EXCEEDED',
  operation: 'many',
  origin: { address: 'many', userAgent: '' },
  count: 1,
};

/** Somebody who is known is told by who they are, anybody else by the address. */
const keyOf = ({ organizationId, refusal: { actor, code, operation, origin } }: KnownRefusal): string =>
  [organizationId, organizationId === null ? origin.address : actor.id, code, operation].join(' ');
