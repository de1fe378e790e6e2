import { describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { Limits, type Count } from './limit.ts';
import { openRedis } from './redis.ts';

/** Limits of two sign-ins a minute, and what was told after each request. */
function twoSignIns() {
  const limits = new Limits({ api: 600, login: 2, register: 30, stop: 60 });
  const counts: Count[] = [];
  const take = (key: string, name: 'api' | 'login' = 'login') =>
    limits.take(name, key, (count) => counts.push(count));
  return { take, counts };
}

describe('a limit', () => {
  it('tells after each request where its count stands', async () => {
    const { take, counts } = twoSignIns();
    await take('a');
    await take('a');
    expect(counts).toMatchObject([
      { name: 'login', quota: 2, windowSeconds: 60, remaining: 1 },
      { name: 'login', quota: 2, windowSeconds: 60, remaining: 0 },
    ]);
    expect(counts[0]?.resetSeconds).toBeGreaterThan(0);
    expect(counts[0]?.resetSeconds).toBeLessThanOrEqual(60);
  });

  it('refuses one request too many, says how long to wait, and tells the count of that request, too', async () => {
    const { take, counts } = twoSignIns();
    await take('a');
    await take('a');
    const refused = take('a');
    await expect(refused).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    await refused.catch(({ public: { retryAfterSeconds } }: { public: { retryAfterSeconds: number } }) =>
      expect(retryAfterSeconds).toBe(counts[2]?.resetSeconds),
    );
    expect(counts[2]).toMatchObject({ name: 'login', remaining: 0 });
  });

  it('counts what a request costs beyond being one, and refuses what is more than is left', async () => {
    const counts: Count[] = [];
    const limits = new Limits({ api: 10, login: 2, register: 30, stop: 60 });
    const take = (points?: number) => limits.take('api', 'a', (count) => counts.push(count), points);
    await take();
    await take(6);
    await expect(take(4)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    expect(counts.map(({ remaining }) => remaining)).toEqual([9, 3, 0]);
  });

  it('lets through whatever costs more than a whole window, once in a window', async () => {
    const limits = new Limits({ api: 10, login: 2, register: 30, stop: 60 });
    const take = (points?: number) => limits.take('api', 'a', () => undefined, points);
    await take();
    await take(5_000);
    await expect(take()).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  });

  it('refuses the next request, and not the present one, for what was spent already', async () => {
    const counts: Count[] = [];
    const limits = new Limits({ api: 10, login: 2, register: 30, stop: 60 });
    const tell = (count: Count) => counts.push(count);
    await limits.take('api', 'a', tell);
    await limits.spend('api', 'a', tell, 25);
    expect(counts.map(({ remaining }) => remaining)).toEqual([9, 0]);
    await expect(limits.take('api', 'a', tell)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  });

  it('counts each key and each name apart', async () => {
    const { take, counts } = twoSignIns();
    await take('a');
    await take('b');
    await take('a', 'api');
    expect(counts.map(({ name, remaining }) => [name, remaining])).toEqual([
      ['login', 1],
      ['login', 1],
      ['api', 599],
    ]);
  });
});

describe('a limit that nodes share', () => {
  /** One node's limits; Redis answers every count with these numbers, and what it was asked is written down. */
  function sharing(answer: () => [count: number, msLeft: number]) {
    const asked: unknown[] = [];
    const redis = new Redis({ lazyConnect: true });
    redis.sendCommand = async (command) => {
      asked.push(...command.args.filter((argument) => String(argument).startsWith('limit:')));
      return answer();
    };
    const counts: Count[] = [];
    const limits = new Limits({ api: 600, login: 2, register: 30, stop: 60 }, redis);
    return { asked, counts, take: (key: string) => limits.take('login', key, (count) => counts.push(count)) };
  }

  it('is counted in Redis under its name and the key', async () => {
    const { asked, counts, take } = sharing(() => [1, 30_000]);
    await take('user:u1');
    expect(asked).toEqual(['limit:login:user:u1']);
    expect(counts).toEqual([{ name: 'login', quota: 2, windowSeconds: 60, remaining: 1, resetSeconds: 30 }]);
  });

  it.each([
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [59_999, 60],
  ])('has %i ms left, which is told as %i whole seconds', async (ms, seconds) => {
    const { counts, take } = sharing(() => [3, ms]);
    await expect(take('a')).rejects.toMatchObject({ public: { retryAfterSeconds: seconds } });
    expect(counts).toEqual([
      { name: 'login', quota: 2, windowSeconds: 60, remaining: 0, resetSeconds: seconds },
    ]);
  });

  it('is counted by each node while Redis fails', async () => {
    const { take } = sharing(() => {
      throw new Error('away');
    });
    await take('a');
    await take('a');
    await expect(take('a')).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    await take('b');
  });
});

it('a fault of whoever is told the count is no limit', async () => {
  const fault = new Error('nobody listens');
  const told = new Limits({ api: 1, login: 1, register: 1, stop: 60 }).take('api', 'a', () => {
    throw fault;
  });
  await expect(told).rejects.toBe(fault);
});

it('Redis that is away fails at once and is no error of the node', () => {
  const redis = openRedis('redis://127.0.0.1:1');
  redis.disconnect();
  expect(redis.options).toMatchObject({
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
  });
  expect(redis.emit('error', new Error('away'))).toBe(true);
});
