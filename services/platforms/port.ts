import type { DesiredCampaign } from '../../contracts/platforms/submissions.ts';
import type { Check } from '../../contracts/structure.ts';
import type { Platform } from '../../contracts/values.ts';

/**
 * What an ad platform must do for this product. Every adapter passes the suite in port-suite/.
 *
 * Objects are known by a key that is the same in every attempt (`campaign`, `ad-group/0`, …); the ledger keeps the
 * vendor's id for each key. Everything is made paused or as a draft, under names that end in the operation's marker, so
 * that an object whose answer was lost can be found again and can never spend before it is activated by id.
 */
export interface AdPlatform {
  readonly platform: Platform;
  /** After an unknown outcome, how long to wait before anything is made again; 0 where a name is a natural key. */
  readonly quietPeriodMs: number;
  /** How many searches in a row, after the quiet period, must find nothing before a re-create. */
  readonly emptySearchesBeforeRecreate: number;

  /** The platform's own rules applied to a desired campaign: errors, warnings, and what it cannot express (loss). */
  check(desired: DesiredCampaign): Check[];
  /** Every object that the desired campaign needs, parents first, always the same keys for the same campaign. */
  plan(desired: DesiredCampaign): PlannedObject[];
  /**
   * Looks on the platform for planned objects that carry the marker. A key may come twice when a platform made an object
   * twice: adopt the first. Throws VendorFailure when it cannot tell.
   */
  find(work: SearchWork): Promise<FoundObject[]>;
  /**
   * Makes what `known` lacks, paused or draft; calls `record` after each vendor answer, before the next write. What an
   * earlier attempt left under the marker is adopted. After `unknown`: wait the quiet period, `find`, then call it again.
   */
  create(work: MakeWork): Promise<void>;
  /**
   * Reads back and compares with the desired campaign: name, budget, currency, dates, targeting, and how many objects
   * each key has. Whether it serves is no mismatch.
   */
  verify(work: VerifyWork): Promise<Mismatch[]>;
  /**
   * Brings existing objects to the desired campaign: changes in place, removes what is gone, makes what is new paused or
   * as a draft. When the campaign serves, verify and then `activate` so that every activation passes an intent.
   */
  update(work: MakeWork): Promise<void>;
  /** Activates by id, what makes it serve last; `intend` is awaited before each activation and may refuse (halt). */
  activate(work: ActivateWork): Promise<void>;
  /** Pauses by id, what makes it serve first; then reads back that it does not serve. */
  pause(work: StopWork): Promise<void>;
  /** Removes by id (drafts are deleted). */
  remove(work: StopWork): Promise<void>;
}

/** All that a piece of work on one campaign of one ad account may need; each method takes its part of it. */
export type Work = {
  session: Session;
  desired: DesiredCampaign;
  /** Ends the names of everything that the publication made. */
  marker: string;
  known: Known;
  record: RecordObject;
  /** Says that an object is about to serve; a refusal is thrown and stops the work. */
  intend: (key: string) => Promise<void>;
};
export type SearchWork = Pick<Work, 'session' | 'desired' | 'marker'>;
export type VerifyWork = Pick<Work, 'session' | 'desired' | 'marker' | 'known'>;
export type MakeWork = Pick<Work, 'session' | 'desired' | 'marker' | 'known' | 'record'>;
export type StopWork = Pick<Work, 'session' | 'known' | 'record'>;
export type ActivateWork = Pick<Work, 'session' | 'known' | 'record' | 'intend'>;

/** OAuth 2.0 with state and PKCE, and the ad accounts that a grant reaches. */
export interface PlatformOAuth {
  authorizeUrl(request: { state: string; codeChallenge: string; redirectUri: string }): string;
  exchange(request: { code: string; codeVerifier: string; redirectUri: string }): Promise<Grant>;
  refresh(refreshToken: string): Promise<Grant>;
  accounts(accessToken: string): Promise<VendorAccount[]>;
}

export type PlatformConnection = AdPlatform & PlatformOAuth;

export type PlannedObject = { key: string; kind: string };
export type FoundObject = {
  key: string;
  kind: string;
  externalId: string;
  state: 'created' | 'active' | 'paused';
};
/** Vendor ids by key, of objects that exist. */
export type Known = ReadonlyMap<string, { kind: string; externalId: string }>;
export type RecordObject = (object: {
  key: string;
  kind: string;
  externalId: string;
  state: 'created' | 'active' | 'paused' | 'removed';
}) => Promise<void>;
export type Mismatch = { path: string; wanted: unknown; found: unknown };
export type VendorAccount = { externalId: string; name: string; currency: string; timeZone: string };
/** `refreshToken` is null when the vendor gave no new one: the one before stays good. */
export type Grant = { accessToken: string; refreshToken: string | null; expiresAt: Date };

export type Session = {
  /** The vendor's id of the ad account. */
  account: string;
  currency: string;
  timeZone: string;
  accessToken: () => Promise<string>;
  signal?: AbortSignal;
  /** W3C trace context to pass on, so that a vendor call shows up in the caller's trace. */
  traceparent?: string;
};

/**
 * The kinds of failure a vendor call can have. `unknown`: the request may have taken effect (time-out, reset after
 * sending, 5xx on a write); `unavailable`: it certainly had none (refused connection, 503 on a read).
 */
export type FailureKind = 'auth' | 'rate-limited' | 'rejected' | 'unavailable' | 'not-found' | 'unknown';

/** The only error that leaves an adapter. `message` is for people and holds no secret; `code` is the vendor's own. */
export class VendorFailure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    detail: { requestId?: string | null; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'VendorFailure';
    this.kind = kind;
    this.code = code;
    this.requestId = detail.requestId ?? null;
    this.retryAfterMs = detail.retryAfterMs ?? null;
  }
}
