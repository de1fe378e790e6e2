import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Work that ends when the test says so. */
function work() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const state = { begun: false, end };
  return { state, run: async () => ((state.begun = true), await ended) };
}
const bounds = { atOnce: 1, waiting: 2, waitMs: 1_000, refusal: 'Too many.' };

it('one organisation does one thing after another, and nobody else waits for it', async () => {
  const turns = new Turns(bounds);
  const [first, second, other] = [work(), work(), work()];
  const ran = [turns.run('a', first.run), turns.run('a', second.run), turns.run('b', other.run)];
  await pause(1);
  expect([first, second, other].map(({ state }) => state.begun)).toEqual([true, false, true]);
  first.state.end();
  await ran[0];
  await pause(1);
  expect(second.state.begun).toBe(true);
  for (const { state } of [second, other]) state.end();
  await Promise.all(ran);
});

it('work that fails gives its turn away', async () => {
  const turns = new Turns(bounds);
  await expect(turns.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.run('a', async () => 'done')).toBe('done');
});

it('who waits too long or stands behind too many is told to come again', async () => {
  const turns = new Turns({ ...bounds, waitMs: 20 });
  const endless = work();
  const running = turns.run('a', endless.run);
  const waiting = [turns.run('a', work().run), turns.run('a', work().run)];
  const refusal = { code: 'RATE_LIMIT_EXCEEDED', public: { retryAfterSeconds: 1 } };
  await expect(turns.run('a', work().run)).rejects.toMatchObject(refusal);
  for (const each of waiting) await expect(each).rejects.toMatchObject(refusal);
  endless.state.end();
  await running;
  expect(await turns.run('a', async () => 'well')).toBe('well');
});
