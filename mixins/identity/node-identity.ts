import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../contracts/caller.ts';
import type { Jwk, TrustAnchors } from '../../contracts/auth/sessions.ts';
import type { ServiceName } from '../../contracts/permissions.ts';
import { AppError } from '../../lib/errors.ts';
import { DAY_MS, systemClock, type Clock } from '../../lib/time.ts';
import type { SigningKey } from './jws.ts';
import { RevocationList } from './revocation-list.ts';
import type { ServiceKeys } from './service-keys.ts';
import { readTrustStatement, signTrustStatement } from './trust-statement.ts';
import {
  mintServiceToken,
  publicKeys,
  readHeader,
  verifyKeyToken,
  verifyServiceToken,
  verifyUserToken,
  type KeyClaims,
  type UserClaims,
} from './tokens.ts';

/** Reads from auth: public keys, and revocations after a number (null: all that matter). Proved to be auth's word. */
export type AuthSource = (after: number | null) => Promise<TrustAnchors>;

const POLL_MS = 500;
/** After this long without an answer from auth, a node accepts no tokens of persons and API keys. */
const STALE_AFTER_MS = 3_000;
/** A token with an unknown key makes the node ask auth at once, but not more often than this. */
const UNKNOWN_KID_PAUSE_MS = 1_000;

/** Verifies tokens on this node against auth's public keys and revocations, which it reads twice a second. */
export class NodeIdentity {
  readonly #serviceKeys: ServiceKeys;
  readonly #clock: Clock;
  readonly #revocations = new RevocationList();
  readonly #claimsByToken = new LRUCache<string, UserClaims | KeyClaims>({ max: 10_000 });
  #userKeys: Map<string, KeyObject> = new Map();
  #userKeysText = '';
  #askedForKeyAt = 0;
  #answeredAt = 0;
  #source: AuthSource | undefined;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;

  constructor(serviceKeys: ServiceKeys, clock: Clock = systemClock) {
    this.#serviceKeys = serviceKeys;
    this.#clock = clock;
  }

  /**
   * Starts to poll auth. `fresh` is false until the first answer, which may take a while when auth starts after this
   * node.
   */
  follow(source: AuthSource): void {
    this.#source = source;
    const schedule = () => {
      this.#timer = setTimeout(() => void this.poll().finally(() => this.#timer && schedule()), POLL_MS);
      this.#timer.unref();
    };
    schedule();
    void this.poll();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#source = undefined;
  }

  /** Whether auth's last answer is at most three seconds old. */
  get fresh(): boolean {
    return this.#clock().getTime() - this.#answeredAt <= STALE_AFTER_MS;
  }

  /** Reads keys and revocations now. Never throws: when auth does not answer, `fresh` becomes false in time. */
  async poll(): Promise<void> {
    this.#polling ??= this.#pollOnce().finally(() => (this.#polling = undefined));
    return this.#polling;
  }

  /** Polls again after a running poll, which may have read before a change that was just made. */
  async pollNow(): Promise<void> {
    await this.#polling;
    await this.poll();
  }

  /**
   * The caller of an Authorization header, with their present role; anonymous without a header.
   * @param action the name of the called action, because a service's token is valid for one action only
   * @throws AppError TOKEN_INVALID, TOKEN_EXPIRED, IDENTITY_STALE
   */
  async callerOf(authorization: string | undefined, action: string): Promise<Caller> {
    if (!authorization) return { kind: 'anonymous' };
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (!token) throw new AppError('TOKEN_INVALID');
    const cached = this.#claimsByToken.get(token);
    if (cached) return this.#currentCaller(cached);
    const { typ, kid } = readHeader(token);
    if (typ === 'svc+jwt') return this.#serviceCaller(token, kid, action);
    if (typ !== 'at+jwt' && typ !== 'key+jwt') throw new AppError('TOKEN_INVALID');
    if (!this.#userKeys.has(kid)) {
      // the key may be a new one that this node has not read yet, so the token is not called invalid
      if (!this.fresh) throw new AppError('IDENTITY_STALE', { retryAfterSeconds: 1 });
      await this.#askForKey();
    }
    const verify = typ === 'key+jwt' ? verifyKeyToken : verifyUserToken;
    const claims = verify(token, this.#userKeys, kid, this.#clock());
    this.#claimsByToken.set(token, claims);
    return this.#currentCaller(claims);
  }

  /** The number of the last revocation that this node knows: what a person begins now is as of that. */
  get asOf(): number {
    return this.#revocations.seq;
  }

  /** Whether what a person began in an organisation as of then ended, because their role there changed or all their sessions were ended. */
  endedSince(asOf: number, person: { userId: string; organizationId: string }): boolean {
    return this.#revocations.changedAfter(asOf, person);
  }

  /** Reads what only auth may say. @throws UnprovedAnswer when the statement is not auth's answer to this nonce */
  readTrustStatement(statement: string, nonce: string): TrustAnchors {
    return readTrustStatement(statement, this.#serviceKeys.public, nonce, this.#clock());
  }

  /** Signs auth's word for a node that asked. @throws Error when this node does not run auth */
  signTrustStatement(anchors: TrustAnchors, nonce: string): string {
    return signTrustStatement(this.#signingKeyOf('auth'), anchors, nonce, this.#clock());
  }

  /**
   * The Authorization header with which one of this node's services calls `action` in its own name.
   * @throws Error when this node does not run the service
   */
  authorizationFor(
    service: ServiceName,
    claims: {
      organizationId: string | null;
      action: string;
      jobId?: string | null;
      onBehalfOf?: string | null;
    },
  ): string {
    return `Bearer ${mintServiceToken(this.#signingKeyOf(service), { service, ...claims }, this.#clock())}`;
  }

  #signingKeyOf(service: ServiceName): SigningKey {
    const key = this.#serviceKeys.signing.get(service);
    if (!key) throw new Error(`this node holds no key of service ${service}`);
    return key;
  }

  #currentCaller(claims: UserClaims | KeyClaims): Caller {
    if (!this.fresh) throw new AppError('IDENTITY_STALE', { retryAfterSeconds: 1 });
    if (claims.exp * 1000 <= this.#clock().getTime()) throw new AppError('TOKEN_EXPIRED');
    const role = 'sid' in claims ? this.#revocations.roleOf(claims) : this.#revocations.roleOfKey(claims);
    if (!role) throw new AppError('TOKEN_INVALID');
    const { org: organizationId, prv: addressProved } = claims;
    const shared = { organizationId, role, addressProved };
    if ('sid' in claims) return { kind: 'user', userId: claims.sub, sessionId: claims.sid, ...shared };
    const access = { kind: claims.knd, scopes: claims.scp };
    return { kind: 'api-key', keyId: claims.sub, userId: claims.obo, ...shared, access };
  }

  #serviceCaller(token: string, kid: string, action: string): Caller {
    const claims = verifyServiceToken(token, this.#serviceKeys.public, kid, this.#clock());
    if (claims.act !== action) throw new AppError('TOKEN_INVALID');
    return {
      kind: 'service',
      service: claims.sub,
      organizationId: claims.org,
      jobId: claims.job,
      onBehalfOf: claims.obo,
    };
  }

  async #pollOnce(): Promise<void> {
    const source = this.#source;
    if (!source) return;
    try {
      const requestedAt = this.#clock().getTime();
      let after = this.#answeredAt === 0 ? null : this.#revocations.seq;
      for (let more = true; more; after = this.#revocations.seq) {
        const page = await source(after);
        this.#revocations.apply(page.entries, page.seq);
        this.#useKeys(page.keys);
        more = page.more;
      }
      this.#revocations.forgetBefore(requestedAt - DAY_MS);
      this.#answeredAt = requestedAt;
    } catch {
      // auth does not answer: `fresh` becomes false after three seconds, which readiness and every signed-in call report
    }
  }

  /** A token that was verified with a key that is no longer there is verified anew. */
  #useKeys(keys: readonly Jwk[]): void {
    const text = JSON.stringify(keys);
    if (text === this.#userKeysText) return;
    this.#userKeys = publicKeys({ keys });
    this.#userKeysText = text;
    this.#claimsByToken.clear();
  }

  async #askForKey(): Promise<void> {
    const now = this.#clock().getTime();
    if (now - this.#askedForKeyAt < UNKNOWN_KID_PAUSE_MS) return;
    this.#askedForKeyAt = now;
    await this.pollNow();
  }
}
