import type { PolicyViolation } from './ledger/domain/violation.ts';
import type { RateScope, RateWindow } from '../../rules/rate-windows.ts';

/** A read may be repeated. A write may not, because it may have taken effect although its answer was lost. */
export type Effect = 'read' | 'write';

/**
 * What a vendor call came to, when it was not done. Each is the vendor's own word, in its own shape, or it is `unknown`:
 *
 * - `refused`: what was asked for is not possible; asking again changes nothing.
 * - `forbidden`: the caller may not do this to what it names; the sign-in as such is accepted (`concerns` says what it is about).
 * - `signed-out`: the sign-in is not accepted any more (OAuth only).
 * - `not-sent`: the request certainly had no effect: nothing was sent, or the vendor says that it did nothing because of
 *   another request. It may be repeated.
 * - `slow-down`: nothing was done; until when, and for whom, stands in `limit`.
 * - `gone`: the entity that was asked for does not exist, in the vendor's own word for it. It counts for a decision only
 *   when a search that answers does not list the entity either (`confirmGone`).
 * - `unknown`: everything else, whatever its status: no answer, or one that is not the vendor's or cannot be read. A write may have
 *   taken effect; after a read nothing is known.
 */
export const FAILURE_KINDS = [
  'refused',
  'forbidden',
  'signed-out',
  'not-sent',
  'slow-down',
  'gone',
  'unknown',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/**
 * What a forbidden answer (or one about something that is not known yet) is about: one object, the ad account, the manager account it is reached through, the consent that
 * the person gave, the developer token that the call carried, or this product's own registration at the platform.
 */
export type Concern = 'object' | 'account' | 'manager' | 'consent' | 'developer-token' | 'application';

/** What a platform counts when it asks to slow down. */
export type RateLimit = { scope: RateScope; window: RateWindow };

type FailureDetail = {
  effect?: Effect; // a write unless it is said
  concerns?: Concern | null;
  limit?: RateLimit | null;
  /** Rules of the platform that objects break, when the request was refused for nothing else. */
  policies?: readonly PolicyViolation[];
  /** The place of the operation that the platform names, in a request that has several. */
  at?: number | null;
  requestId?: string | null;
  retryAfterMs?: number | null;
  cause?: unknown;
};

/**
 * The only error that an adapter throws. `message` is shown to people and holds no secret; `code` is the vendor's own.
 */
export class VendorFailure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly effect: Effect;
  readonly concerns: Concern | null;
  readonly limit: RateLimit | null;
  readonly policies: readonly PolicyViolation[];
  readonly at: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;

  constructor(kind: FailureKind, code: string, message: string, detail: FailureDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'VendorFailure';
    this.kind = kind;
    this.code = code;
    this.effect = detail.effect ?? 'write';
    this.concerns = detail.concerns ?? null;
    this.policies = detail.policies ?? [];
    this.at = detail.at ?? null;
    this.limit = detail.limit ?? null;
    this.requestId = detail.requestId ?? null;
    this.retryAfterMs = detail.retryAfterMs ?? null;
  }

  /** Whether the request may have taken effect, so that nobody knows what the platform holds. */
  get leavesDoubt(): boolean {
    return this.kind === 'unknown' && this.effect === 'write';
  }
}
