import { Redis } from 'ioredis';
import type { Config } from '../../../lib/config.ts';

/** A connection for counters, when Redis is configured; commands fail at once while it is away. */
export function openRedis(config: Config): Redis | undefined {
  if (!config.redisUrl) return undefined;
  const redis = new Redis(config.redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
  });
  redis.on('error', () => undefined); // limits fall back to this node's memory; readiness names Redis
  return redis;
}
