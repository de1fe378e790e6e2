import { describe, expect, it } from 'vitest';
import { Limits, type Count } from './limit.ts';

/** Limits of two sign-ins a minute, and what was told after each request. */
function twoSignIns() {
  const limits = new Limits({ api: 600, login: 2, register: 30 });
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
