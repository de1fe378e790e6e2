import type { ServerResponse } from 'node:http';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { News } from '../../../contracts/analytics/news.ts';
import { AppError } from '../../../lib/errors.ts';
import { NewsHub } from './hub.ts';
import type { Asking } from './stream.ts';

const news = (last: number, more = false): News => ({ last, missed: false, more, figures: [], alerts: [] });

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'setImmediate'] }));
afterEach(() => void vi.useRealTimers());

/** A client, what it was sent, and how much of that it has not taken. */
function client() {
  const state = { text: '', waiting: 0, takes: true };
  const emitter = new EventEmitter();
  const response = Object.assign(emitter, {
    destroyed: false,
    writableEnded: false,
    write(text: string) {
      state.text += text;
      if (!state.takes) state.waiting += text.length;
    },
    end(text = '') {
      state.text += text;
      response.writableEnded = true;
      emitter.emit('close');
    },
    destroy() {
      response.destroyed = true;
      emitter.emit('close');
    },
  });
  Object.defineProperty(response, 'writableLength', { get: () => state.waiting });
  const ids = () => [...state.text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  return {
    state,
    ids,
    response: response as unknown as ServerResponse & { destroyed: boolean; writableEnded: boolean },
  };
}

/** A hub whose organisation has news up to `now.last`. */
function house() {
  const now = { last: 1, reads: 0, refusal: null as AppError | null, isDown: false };
  const hub = new NewsHub();
  const asking: Asking = {
    organizationId: 'acme',
    requestId: 'r',
    requireSameCaller: async () => {
      if (now.refusal) throw now.refusal;
    },
    read: async () => {
      now.reads += 1;
      if (now.isDown) throw new AppError('DEPENDENCY_UNAVAILABLE');
      return news(now.last);
    },
  };
  const open = (change: Partial<Asking> = {}) => {
    const one = client();
    hub.follow({ ...asking, ...change }, one.response, news(1));
    return one;
  };
  const hint = async (organizationId = 'acme') => {
    hub.hint(organizationId);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { hub, now, open, hint };
}

it('a hint has news read once, for all clients of the organisation, and for nobody else', async () => {
  const { now, open, hint } = house();
  const clients = [open(), open(), open()];
  const stranger = open({ organizationId: 'other' });
  now.last = 2;
  await hint();
  expect(clients.map(({ ids }) => ids())).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  expect(stranger.ids()).toEqual([1]);
  expect(now.reads).toBe(1);
});

it('a hint without news tells nothing, and one that is lost costs time alone', async () => {
  const { now, open, hint } = house();
  const one = open();
  await hint();
  expect(one.ids()).toEqual([1]);
  now.last = 5;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(one.ids()).toEqual([1]);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(one.ids()).toEqual([1, 5]);
});

it('hints that come while news is told are not lost', async () => {
  const { hub, now, open } = house();
  const one = open();
  now.last = 2;
  hub.hint('acme');
  now.last = 3;
  hub.hint('acme');
  hub.hint('acme');
  await vi.advanceTimersByTimeAsync(5);
  expect(one.ids().at(-1)).toBe(3);
  expect(now.reads).toBeLessThanOrEqual(2);
});

it('a client that takes nothing has one answer waiting at the most, keeps nobody waiting, and is cut', async () => {
  const { hub, now, open, hint } = house();
  const [slow, quick] = [open(), open()];
  slow.state.takes = false;
  for (let last = 2; last < 200; last += 1) {
    now.last = last;
    await hint();
  }
  expect(slow.ids()).toEqual([1, 2]);
  expect(quick.ids()).toHaveLength(199);
  expect(hub.mostWaiting).toBeLessThan(200);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(slow.response.destroyed).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(slow.response.destroyed).toBe(true);
  expect(hub.count).toBe(1);
});

it('a client that was slow for a moment is told all that it missed', async () => {
  const { now, open, hint } = house();
  const one = open();
  one.state.takes = false;
  now.last = 2;
  await hint();
  now.last = 7;
  await hint();
  Object.assign(one.state, { takes: true, waiting: 0 });
  await vi.advanceTimersByTimeAsync(21_000);
  expect(one.ids()).toEqual([1, 2, 7]);
});

it.each(['TOKEN_EXPIRED', 'PERMISSION_DENIED'] as const)(
  'a stream ends within seconds, and says %s, when that is what its client would be answered now',
  async (code) => {
    const { hub, now, open } = house();
    const one = open();
    now.refusal = new AppError(code);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(one.response.writableEnded).toBe(true);
    expect(one.state.text).toContain(
      `event: problem\ndata: {"type":"urn:sales-intelligence-platform:problem:`,
    );
    expect(one.state.text).toContain(`"code":"${code}"`);
    expect(hub.count).toBe(0);
  },
);

it('while nobody knows whether a client may read, it is told nothing, and goes on afterwards', async () => {
  const { now, open, hint } = house();
  const one = open();
  now.refusal = new AppError('IDENTITY_STALE');
  now.last = 2;
  await hint();
  expect(one.ids()).toEqual([1]);
  now.refusal = null;
  await hint();
  expect(one.ids()).toEqual([1, 2]);
});

it('a stream says that it is alive, outlives a node that is down, and ends after ten minutes', async () => {
  const { now, open } = house();
  const one = open();
  now.isDown = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(one.state.text.match(/^: still here$/gm)?.length).toBeGreaterThanOrEqual(3);
  expect(one.response.writableEnded).toBe(false);
  await vi.advanceTimersByTimeAsync(9 * 60_000 + 1_000);
  expect(one.response.writableEnded).toBe(true);
});

it('all streams end when the node is about to stop', () => {
  const { hub, open } = house();
  const clients = [open(), open({ organizationId: 'other' })];
  hub.stop();
  expect(clients.map(({ response }) => response.writableEnded)).toEqual([true, true]);
  expect(hub.count).toBe(0);
});
