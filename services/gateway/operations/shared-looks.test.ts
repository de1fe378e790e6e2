import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Operation } from '../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../lib/errors.ts';
import { SharedLooks } from './shared-looks.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const operation = { id: 'one' } as Operation;
/** Counts what is read, and answers it after `ms`. */
function reading(ms = 0, failure?: AppError) {
  const state = { reads: 0 };
  const read = async () => {
    state.reads += 1;
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    if (failure) throw failure;
    return operation;
  };
  return { state, read };
}

it('250 followers of one operation cause one look at a time, and one every 300 ms', async () => {
  const looks = new SharedLooks(300);
  const { state, read } = reading();
  for (let round = 1; round <= 3; round += 1) {
    await Promise.all(Array.from({ length: 250 }, () => looks.look('acme one', read)));
    expect(state.reads).toBe(round);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(looks.size).toBe(0);
});

it('a look that takes long is not asked for again meanwhile', async () => {
  const looks = new SharedLooks(300);
  const { state, read } = reading(5_000);
  const answers = [looks.look('acme one', read)];
  await vi.advanceTimersByTimeAsync(4_000);
  answers.push(looks.look('acme one', read));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all(answers)).toEqual([operation, operation]);
  expect(state.reads).toBe(1);
});

it('other operations and other organisations are looked at for themselves', async () => {
  const looks = new SharedLooks(300);
  const { state, read } = reading();
  await Promise.all(['acme one', 'acme two', 'other one'].map((key) => looks.look(key, read)));
  expect(state.reads).toBe(3);
});

it('what is refused to one is refused to that one alone; the next look is another one’s', async () => {
  const looks = new SharedLooks(300);
  const { read } = reading(0, new AppError('TOKEN_EXPIRED'));
  const codes = [looks.look('acme one', read), looks.look('acme one', read)].map((answer) =>
    answer.catch((error: AppError) => error.code),
  );
  expect(await Promise.all(codes)).toEqual(['TOKEN_EXPIRED', 'DEPENDENCY_UNAVAILABLE']);
  await vi.advanceTimersByTimeAsync(300);
  expect(await looks.look('acme one', reading().read)).toEqual(operation);
});
