import { describe, expect, it, onTestFinished } from 'vitest';
import type { LoopbackServer } from '@sip/local-servers/loopback-server';
import { obtainRedisServer, startRedis } from '@sip/local-servers/redis';
import { Limits } from './limit.ts';
import { openRedis } from './redis.ts';

const binary = await obtainRedisServer();
if (!binary && process.env['CI'] === 'true') throw new Error('no redis-server: apt-get install redis-server');
if (!binary) process.stderr.write('\nNO redis-server: shared limits are not tested\n\n');

describe.runIf(binary)('rate limits of several nodes with one Redis', () => {
  async function started(): Promise<LoopbackServer> {
    const server = await startRedis(binary ?? '');
    onTestFinished(() => server.stop());
    return server;
  }

  /** One node's limits of three sign-ins a minute, connected; `take` gives what remains, or the error's code. */
  async function node(url: string) {
    const redis = openRedis(url);
    onTestFinished(() => redis.disconnect());
    await new Promise((resolve) => redis.once('ready', resolve));
    const limits = new Limits({ api: 600, login: 3, register: 3, stop: 60 }, redis);
    return async (key: string): Promise<string | undefined> => {
      let remaining: number | undefined;
      return limits
        .take('login', key, (count) => (remaining = count.remaining))
        .then(
          () => `r=${remaining}`,
          (error: { code?: string }) => error.code,
        );
    };
  }

  it('count together, each caller apart', async () => {
    const { url } = await started();
    const [one, two] = [await node(url), await node(url)];
    expect([await one('a'), await two('a'), await one('a')]).toEqual(['r=2', 'r=1', 'r=0']);
    expect(await two('a')).toBe('RATE_LIMIT_EXCEEDED');
    expect(await two('b')).toBe('r=2');
  });

  it('still hold on each node while Redis is away', async () => {
    const server = await started();
    const take = await node(server.url);
    expect(await take('a')).toBe('r=2');
    server.kill();
    const later: (string | undefined)[] = [];
    for (let i = 0; i < 5; i += 1) later.push(await take('a'));
    expect(later).toEqual(['r=2', 'r=1', 'r=0', 'RATE_LIMIT_EXCEEDED', 'RATE_LIMIT_EXCEEDED']);
  });
});
