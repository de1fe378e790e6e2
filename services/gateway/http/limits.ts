import type { ServerResponse } from 'node:http';
import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Config } from '../../../lib/config.ts';
import { AppError } from '../../../lib/errors.ts';

export type LimitName = 'api' | 'login' | 'register';
const WINDOW_SECONDS = 60;

/** Requests a minute: counted in Redis for all gateways when there is one, else (and when it is away) by this node. */
export class Limits {
  readonly #limiters: Record<LimitName, RateLimiterAbstract>;
  readonly #points: Record<LimitName, number>;

  constructor(config: Config, redis?: Redis) {
    this.#points = {
      api: config.LIMIT_API_PER_MINUTE,
      login: config.LIMIT_LOGIN_PER_MINUTE,
      register: config.LIMIT_REGISTER_PER_MINUTE,
    };
    const make = (name: LimitName): RateLimiterAbstract => {
      const options = { keyPrefix: `limit:${name}`, points: this.#points[name], duration: WINDOW_SECONDS };
      const local = new RateLimiterMemory(options);
      return redis
        ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: local })
        : local;
    };
    this.#limiters = { api: make('api'), login: make('login'), register: make('register') };
  }

  /** Counts one request and writes the IETF fields. @throws AppError RATE_LIMIT_EXCEEDED with the seconds to wait */
  async take(name: LimitName, key: string, response: ServerResponse): Promise<void> {
    const points = this.#points[name];
    response.setHeader('ratelimit-policy', `"${name}";q=${points};w=${WINDOW_SECONDS}`);
    try {
      const left = await this.#limiters[name].consume(key);
      response.setHeader('ratelimit', `"${name}";r=${left.remainingPoints};t=${seconds(left)}`);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      response.setHeader('ratelimit', `"${name}";r=0;t=${seconds(refused)}`);
      throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: seconds(refused) });
    }
  }
}

const seconds = (state: RateLimiterRes) => Math.max(1, Math.ceil(state.msBeforeNext / 1000));
