import { Redis } from 'ioredis';

/** A connection to the Redis in which nodes count requests. Commands fail at once while Redis is down. */
export function openRedis(url: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
  });
  redis.on('error', () => undefined); // limits fall back to this node's memory; readiness names Redis
  return redis;
}
