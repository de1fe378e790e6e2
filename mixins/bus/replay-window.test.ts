import { expect, it } from 'vitest';
import { ReplayWindow } from './replay-window.ts';

it('takes each number once, in whatever order, and none that is far behind', () => {
  const window = new ReplayWindow();
  expect([3n, 1n, 2n, 3n, 1n].map((n) => window.accept(n))).toEqual([true, true, true, false, false]);
  expect(window.accept(10_000n)).toBe(true);
  expect([5_904n, 5_905n].map((n) => window.accept(n))).toEqual([false, true]);
});

it('forgets what it need not know any more, and refuses it all the same', () => {
  const window = new ReplayWindow();
  for (let n = 1n; n <= 30_000n; n += 1n) expect(window.accept(n)).toBe(true);
  for (let n = 1n; n <= 30_000n; n += 1n) expect(window.accept(n)).toBe(false);
});
