import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../contracts/caller.ts';
import type { Revocation } from '../../contracts/auth/sessions.ts';
import type { ServiceName } from '../../contracts/permissions.ts';
import { AppError } from '../../lib/errors.ts';
import { DAY_MS, systemClock, type Clock } from '../../lib/time.ts';
import { RevocationList } from './revocation-list.ts';
import type { ServiceKeys } from './service-keys.ts';
import {
  mintServiceToken,
  peek,
  publicKeys,
  verifyKeyToken,
  verifyServiceToken,
  verifyUserToken,
  type KeyClaims,
  type UserClaims,
} from './tokens.ts';

/** What this node asks auth for. */
export type AuthSource = {
  revocations(after: number | null): Promise<{ seq: number; entries: Revocation[]; more?: boolean }>;
  jwks(): Promise<{ keys: { kid: string }[] }>;
};

const POLL_MS = 500;
/** A node that has not heard from auth for this long believes nobody. */
const STALE_AFTER_MS = 3_000;
const KEYS_AGE_MS = 60_000;
const UNKNOWN_KID_PAUSE_MS = 1_000;

/** Who is calling: verifies every token on this node, with auth's news at most half a second old. */
export class NodeIdentity {
  readonly #serviceKeys: ServiceKeys;
  readonly #clock: Clock;
  readonly #revoked = new RevocationList();
  readonly #verified = new LRUCache<string, UserClaims | KeyClaims>({ max: 10_000 });
  #userKeys: Map<string, KeyObject> = new Map();
  #keysReadAt = 0;
  #goodPollAt = 0;
  #source: AuthSource | undefined;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;

  constructor(serviceKeys: ServiceKeys, clock: Clock = systemClock) {
    this.#serviceKeys = serviceKeys;
    this.#clock = clock;
  }

  /** Starts to follow auth. The first answer may take a while when auth starts later than this node. */
  follow(source: AuthSource): void {
    this.#source = source;
    const next = () => {
      this.#timer = setTimeout(() => void this.poll().finally(() => this.#timer && next()), POLL_MS);
      this.#timer.unref();
    };
    next();
    void this.poll();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#source = undefined;
  }

  /** False while auth's word is missing or older than three seconds. */
  get fresh(): boolean {
    return this.#clock().getTime() - this.#goodPollAt <= STALE_AFTER_MS;
  }

  /** Asks auth for news now; failures are kept quiet, `fresh` tells. */
  async poll(): Promise<void> {
    this.#polling ??= this.#pollOnce().finally(() => (this.#polling = undefined));
    return this.#polling;
  }

  /** Asks auth once more after an answer that may be older than what was just changed. */
  async pollNow(): Promise<void> {
    await this.#polling;
    await this.poll();
  }

  /** The caller behind an Authorization header. @throws AppError TOKEN_*, IDENTITY_STALE */
  async callerOf(authorization: string | undefined, action: string): Promise<Caller> {
    if (!authorization) return { kind: 'anonymous' };
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (!token) throw new AppError('TOKEN_INVALID');
    const known = this.#verified.get(token);
    if (known) return this.#livingCaller(known);
    const { typ, kid } = peek(token);
    if (typ === 'svc+jwt') return this.#serviceCaller(token, kid, action);
    if (typ !== 'at+jwt' && typ !== 'key+jwt') throw new AppError('TOKEN_INVALID');
    if (!this.#userKeys.has(kid)) {
      // a node that has not heard from auth yet cannot say that a token is wrong
      if (!this.fresh) throw new AppError('IDENTITY_STALE', { retryAfterSeconds: 1 });
      await this.#readKeys(UNKNOWN_KID_PAUSE_MS);
    }
    const verify = typ === 'key+jwt' ? verifyKeyToken : verifyUserToken;
    const claims = verify(token, this.#userKeys, kid);
    this.#verified.set(token, claims);
    return this.#livingCaller(claims);
  }

  /** A header with which one of this node's services calls `action` in its own name. */
  authorizationFor(
    service: ServiceName,
    claims: {
      organizationId: string | null;
      action: string;
      jobId?: string | null;
      onBehalfOf?: string | null;
    },
  ): string {
    const key = this.#serviceKeys.signing.get(service);
    if (!key) throw new Error(`this node holds no key of service ${service}`);
    return `Bearer ${mintServiceToken(key, { service, ...claims }, this.#clock())}`;
  }

  #livingCaller(claims: UserClaims | KeyClaims): Caller {
    if (!this.fresh) throw new AppError('IDENTITY_STALE', { retryAfterSeconds: 1 });
    if (claims.exp * 1000 <= this.#clock().getTime()) throw new AppError('TOKEN_EXPIRED');
    const role = 'sid' in claims ? this.#revoked.roleOf(claims) : this.#revoked.roleOfKey(claims);
    if (!role) throw new AppError('TOKEN_INVALID');
    return 'sid' in claims
      ? { kind: 'user', userId: claims.sub, organizationId: claims.org, sessionId: claims.sid, role }
      : { kind: 'api-key', keyId: claims.sub, userId: claims.obo, organizationId: claims.org, role };
  }

  #serviceCaller(token: string, kid: string, action: string): Caller {
    const claims = verifyServiceToken(token, this.#serviceKeys.public, kid);
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
      const askedAt = this.#clock().getTime();
      let after = this.#goodPollAt === 0 ? null : this.#revoked.seq;
      for (let more = true; more; after = this.#revoked.seq) {
        const news = await source.revocations(after);
        this.#revoked.apply(news.entries, news.seq);
        more = news.more === true;
      }
      this.#revoked.forgetBefore(askedAt - DAY_MS);
      await this.#readKeys(KEYS_AGE_MS);
      this.#goodPollAt = askedAt;
    } catch {
      // auth is away: `fresh` turns false after three seconds, readiness and every authenticated call say so
    }
  }

  async #readKeys(maxAgeMs: number): Promise<void> {
    const now = this.#clock().getTime();
    if (!this.#source || now - this.#keysReadAt < maxAgeMs) return;
    this.#keysReadAt = now;
    try {
      this.#userKeys = publicKeys(await this.#source.jwks());
      this.#verified.clear();
    } catch (error) {
      this.#keysReadAt = 0;
      throw error;
    }
  }
}
