import type { ServerResponse } from 'node:http';
import type { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../../lib/config.ts';
import type { LoopbackServer } from '@sip/local-servers/loopback-server';
import { obtainRedisServer, startRedis } from '@sip/local-servers/redis';
import { Limits } from '../http/limits.ts';
import { openRedis } from '../http/redis.ts';

const binary = await obtainRedisServer();
if (!binary && process.env['CI'] === 'true') throw new Error('no redis-server: apt-get install redis-server');
if (!binary) process.stderr.write('\nNO redis-server: shared limits are not tested\n\n');

describe.runIf(binary)('rate limits of several gateways with one Redis', () => {
  async function started(): Promise<LoopbackServer> {
    const server = await startRedis(binary ?? '');
    onTestFinished(() => server.stop());
    return server;
  }

  /** One gateway's limits of three sign-ins a minute, connected; `take` gives what remains, or the error's code. */
  async function gateway(url: string) {
    const config = loadConfig({ NODE_ENV: 'test', REDIS_URL: url, LIMIT_LOGIN_PER_MINUTE: '3' });
    const redis = openRedis(config) as Redis;
    onTestFinished(() => redis.disconnect());
    await new Promise((resolve) => redis.once('ready', resolve));
    const limits = new Limits(config, redis);
    return async (key: string): Promise<string | undefined> => {
      const headers = new Map<string, string>();
      const response = {
        setHeader: (name: string, value: string) => headers.set(name, value),
      } as unknown as ServerResponse;
      return limits.take('login', key, response).then(
        () => /r=\d+/.exec(headers.get('ratelimit') ?? '')?.[0],
        (error: { code?: string }) => error.code,
      );
    };
  }

  it('count together, each caller apart', async () => {
    const { url } = await started();
    const [one, two] = [await gateway(url), await gateway(url)];
    expect([await one('a'), await two('a'), await one('a')]).toEqual(['r=2', 'r=1', 'r=0']);
    expect(await two('a')).toBe('RATE_LIMIT_EXCEEDED');
    expect(await two('b')).toBe('r=2');
  });

  it('still hold on each gateway while Redis is away', async () => {
    const server = await started();
    const take = await gateway(server.url);
    expect(await take('a')).toBe('r=2');
    server.kill();
    const later: (string | undefined)[] = [];
    for (let i = 0; i < 5; i += 1) later.push(await take('a'));
    expect(later).toEqual(['r=2', 'r=1', 'r=0', 'RATE_LIMIT_EXCEEDED', 'RATE_LIMIT_EXCEEDED']);
  });
});
