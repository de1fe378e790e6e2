import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { AppError } from '../../lib/errors.ts';

export type LimitName = 'api' | 'login' | 'register' | 'stop';
/** How many requests a minute each limit allows. */
export type Quotas = Readonly<Record<LimitName, number>>;

/** The state of a limit after a request, which the client may see. */
export type Count = {
  name: LimitName;
  quota: number;
  windowSeconds: number;
  remaining: number;
  resetSeconds: number;
};

type Tell = (count: Count) => void;

const WINDOW_SECONDS = 60;

/**
 * Limits requests per minute. They are counted in Redis for all nodes, or by this node without Redis or while it is
 * down.
 */
export class Limits {
  readonly #limiters: Readonly<Record<LimitName, RateLimiterAbstract>>;
  readonly #quotas: Quotas;

  constructor(quotas: Quotas, redis?: Redis) {
    this.#quotas = quotas;
    const limiter = (name: LimitName) => limiterOf(name, quotas[name], redis);
    this.#limiters = {
      api: limiter('api'),
      login: limiter('login'),
      register: limiter('register'),
      stop: limiter('stop'),
    };
  }

  /**
   * Counts a request under `key`, or `points` more of what it costs, and passes the state of the limit to `tell`, also
   * when the limit is exceeded. No request costs more than a whole window.
   * @throws AppError RATE_LIMIT_EXCEEDED with the seconds to wait
   */
  async take(name: LimitName, key: string, tell: Tell, points = 1): Promise<void> {
    const window = this.#windowOf(name);
    const most = Math.max(1, window.quota - 1); // beside the one that it was let in for
    try {
      const state = await this.#limiters[name].consume(key, Math.min(points, most));
      tell({ ...window, remaining: state.remainingPoints, resetSeconds: secondsOf(state) });
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const resetSeconds = secondsOf(error);
      tell({ ...window, remaining: 0, resetSeconds });
      throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: resetSeconds });
    }
  }

  /** Counts what was spent already. It is refused to nobody: the next requests find it counted. */
  async spend(name: LimitName, key: string, tell: Tell, points: number): Promise<void> {
    const state = await this.#limiters[name].penalty(key, points);
    const remaining = Math.max(0, state.remainingPoints);
    tell({ ...this.#windowOf(name), remaining, resetSeconds: secondsOf(state) });
  }

  #windowOf(name: LimitName) {
    return { name, quota: this.#quotas[name], windowSeconds: WINDOW_SECONDS };
  }
}

function limiterOf(name: LimitName, points: number, redis: Redis | undefined): RateLimiterAbstract {
  const options = { keyPrefix: `limit:${name}`, points, duration: WINDOW_SECONDS };
  const local = new RateLimiterMemory(options);
  return redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: local }) : local;
}

const secondsOf = (state: RateLimiterRes) => Math.max(1, Math.ceil(state.msBeforeNext / 1000));
