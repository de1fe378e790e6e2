import type { PolicyKey } from './ledger/domain/violation.ts';
import type { AccountState, AdAccount } from '../../contracts/platforms/ad-accounts.ts';
import type { DesiredCampaign } from '../../contracts/platforms/submissions.ts';
import type { Check } from '../../contracts/structure.ts';
import type { Platform } from '../../contracts/values.ts';
export { idOf, idsOf, isAsMade, OTHER_BUDGET } from './ledger/domain/ownership.ts';
import type { Standing } from './ledger/domain/ownership.ts';
import type {
  FoundShare,
  FoundShareObject,
  Guard,
  KnownObjects,
  ShareObject,
  Touches,
} from './ledger/domain/share.ts';
import type { FieldValue } from './ledger/domain/written.ts';
export type { FieldValue };

export {
  FAILURE_KINDS,
  VendorFailure,
  type Concern,
  type Effect,
  type FailureKind,
  type RateLimit,
} from './failure.ts';
export type { PolicyViolation } from './ledger/domain/violation.ts';
export type {
  FoundShare,
  FoundShareObject,
  Guard,
  KnownObjects,
  ShareObject,
  Touches,
} from './ledger/domain/share.ts';
import type { DeliveryReader } from './port-delivery.ts';
import type { FiguresReader } from './port-figures.ts';

/**
 * What an ad platform must do for this product. Every adapter passes the suite in port-suite/.
 *
 * Objects are known by a key that is the same in every attempt (`campaign`, `ad-group/0`, …); the ledger keeps the
 * vendor's id for each key. Everything is made paused or as a draft, under names that end in the operation's marker, so
 * that an object whose answer was lost can be found again and can never spend before it is activated by id.
 */
export interface AdPlatform extends DeliveryReader<Session>, FiguresReader<Session> {
  readonly platform: Platform;
  /** How long to wait after an unknown outcome before an object is created again; 0 where names are unique. */
  readonly quietPeriodMs: number;
  /** The same after an unknown outcome of an update, which makes objects whose names are not unique (ads, keywords). */
  readonly updateQuietPeriodMs: number;
  /** How many searches in a row, after the quiet period, must find nothing before an object is created again. */
  readonly emptySearchesBeforeRecreate: number;

  /** The platform's own rules applied to a desired campaign: errors, warnings, and what it cannot express (loss). */
  check(desired: DesiredCampaign): Check[];
  /** Every object that the desired campaign needs, parents first, always the same keys for the same campaign. */
  plan(desired: DesiredCampaign): PlannedObject[];
  /**
   * Searches the platform for planned objects under the campaign with the id in `known`, or else under every campaign that carries the
   * marker, parents first, each with what it shows of its maker: whose they are is not for the platform to say. A key may come twice, when an
   * object was made twice, by whomever. @throws VendorFailure
   */
  find(work: SearchWork): Promise<FoundObject[]>;
  /**
   * Creates the objects that `known` lacks, paused or as drafts, and calls `record` after each answer, before the
   * next write. A campaign that
   * carries the marker was made by an earlier attempt, and is adopted with what is in it as it was made. After a failure that leaves a doubt, wait
   * for the quiet period, call `find`, then call this again.
   */
  create(work: CreateWork): Promise<void>;
  /** What a desired campaign is on the platform, object by object, in the model's terms; parents first, each key once. */
  share(desired: DesiredCampaign, marker: string): ShareObject[];
  /**
   * Reads everything that the platform holds under the campaign now, also what this product did not make; null when the
   * campaign is not there any more, confirmed by a search. @throws VendorFailure
   */
  read(work: ReadWork): Promise<FoundShare | null>;
  /**
   * Changes what `touches` names to the desired campaign, in place where the platform allows, and creates what is new paused or as
   * drafts; money and dates right after that object was read and shown to `guard`. What only lowers what may be spent goes out first and
   * by itself, so that nothing else that is refused holds it up; each call that changes what exists is made by `write`. It adopts nothing: what
   * `known` lacks is made, and another budget than the campaign's own is never written. Removes nothing, activates nothing: afterwards
   * it is read back, what is new is activated, each with its intent, and `prune` takes away what is no longer wanted, so that a
   * campaign that serves is never without ads. @throws VendorFailure
   */
  update(work: UpdateWork): Promise<void>;
  /**
   * Removes the objects of the ledger that the desired campaign does not have, those that `isTwin` names (what a doubled
   * delivery has made), and `evict`; then raises budgets that had to wait for that. Nothing else is touched.
   */
  prune(work: PruneWork): Promise<void>;
  /**
   * Activates by id; the object that makes the campaign serve comes last. `intend` is awaited before each one and may
   * refuse.
   */
  activate(work: ActivateWork): Promise<void>;
  /**
   * Stops a campaign by id, at the one object without which nothing of it serves, and reads that back. It returns with
   * proof or throws: an object that cannot be read is not stopped. @throws VendorFailure
   */
  pause(work: StopWork): Promise<StopProof>;
  /** Removes by id (drafts are deleted). */
  remove(work: StopWork): Promise<void>;
  /**
   * Whether an object that the platform called gone is gone: a search that answers does not list it among what is not removed.
   * False says that it exists. @throws VendorFailure when the platform does not say
   */
  confirmGone(session: Session, object: { kind: string; externalId: string }): Promise<boolean>;
}

/** What the methods need for work on one campaign of one ad account; each takes a part of it. */
export type Work = {
  session: Session;
  desired: DesiredCampaign;
  /** The text at the end of the names of all objects of the publication. */
  marker: string;
  known: KnownObjects;
  record: RecordObject;
  /** By the key of an object: the rules of the platform from which a person decided to ask an exemption for it. */
  exemptions: ReadonlyMap<string, readonly PolicyKey[]>;
  /** Saves that an object is about to serve; throws when that is refused, which stops the work. */
  intend: (key: string) => Promise<void>;
};
export type SearchWork = Pick<Work, 'session' | 'desired' | 'marker'> & Partial<Pick<Work, 'known'>>;
export type ReadWork = Pick<Work, 'session' | 'desired' | 'marker' | 'known'>;
export type CreateWork = Pick<Work, 'session' | 'desired' | 'marker' | 'known' | 'record'> &
  Partial<Pick<Work, 'exemptions'>>;
/** Makes a call that changes fields of objects which exist, and saves before and after it what it writes, in the model's terms. */
export type Write = <Result>(fields: readonly FieldValue[], call: () => Promise<Result>) => Promise<Result>;
export type UpdateWork = CreateWork & { touches: Touches; guard: Guard; write: Write };
export type PruneWork = UpdateWork & {
  evict: readonly { kind: string; externalId: string }[];
  /** Whether an object is the second of one that the present step has made. */
  isTwin: (object: FoundShareObject) => boolean;
  /** Whether the campaign itself was made by the present step, so that a second one with its mark is a twin too. */
  isFirst: boolean;
};
export type StopWork = Pick<Work, 'session' | 'known' | 'record'>;
/**
 * What a pause has proved: read back as not serving, or gone. `gone` is the vendor's own word for that very object, and a
 * search agrees; it is never inferred from an answer that did not come.
 */
export type StopProof = 'stopped' | 'gone';
export type ActivateWork = Pick<Work, 'session' | 'known' | 'record' | 'intend'>;

/** OAuth 2.0 with state and PKCE, and the ad accounts that a grant reaches. */
export interface PlatformOAuth {
  authorizeUrl(request: { state: string; codeChallenge: string; redirectUri: string }): string;
  exchange(request: { code: string; codeVerifier: string; redirectUri: string }): Promise<Grant>;
  refresh(refreshToken: string): Promise<Grant>;
  /** Has the platform accept a refresh token, and access tokens made from it, no more. @throws VendorFailure unless it says so */
  revoke(token: string): Promise<Revocation>;
  /** @param developerToken the one that the connection brings; the adapter's own where it brings none. @throws VendorFailure */
  accounts(accessToken: string, developerToken?: string | null): Promise<VendorAccount[]>;
  /** What the ad account of a session allows now. @throws VendorFailure when the platform does not say */
  accountState(session: Session): Promise<AccountState>;
}
export type PlatformConnection = AdPlatform & PlatformOAuth;

export type PlannedObject = { key: string; kind: string };
export type FoundObject = Standing & { key: string; state: 'created' | 'active' | 'paused' };
/** Saves an object. One that was saved under another key moves to this one: an edited ad keeps its id. */
export type RecordObject = (object: {
  key: string;
  kind: string;
  externalId: string;
  state: 'created' | 'active' | 'paused' | 'removed';
}) => Promise<void>;

/**
 * An ad account that a grant reaches, with what it allows. `managers` is the way to it, from the account that the person was
 * invited to; `loginCustomerId` is that first one, which every call for the account names, and null when it is the account itself.
 */
export type VendorAccount = {
  externalId: string;
  name: string;
  currency: string;
  timeZone: string;
  loginCustomerId: string | null;
  managers: AdAccount['managers'];
} & AccountState;
/** `refreshToken` is null when the vendor answered no new one; then the present one stays valid. */
export type Grant = { accessToken: string; refreshToken: string | null; expiresAt: Date };

/** `revoked`, or the platform said that it did not accept the token any more before it was asked. */
export type Revocation = 'revoked' | 'not_accepted';

export type Session = {
  /** The vendor's id of the ad account. */
  account: string;
  /** The manager account through which it is reached; null where there is none. */
  loginCustomerId: string | null;
  currency: string;
  timeZone: string;
  accessToken: () => Promise<string>;
  /** The developer token that the connection brought; without one the adapter's own is sent, where the platform has such a thing. */
  developerToken?: () => Promise<string | null>;
  /** Told when the platform has taken a change, where it does not say what the sign-in may do: that is what shows it. Never throws. */
  took?: () => Promise<void>;
  signal?: AbortSignal;
  /** W3C trace context to pass on, so that a vendor call shows up in the caller's trace. */
  traceparent?: string;
};
