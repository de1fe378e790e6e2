import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Operation } from '../../../contracts/campaign/publishing.ts';
import { AppError, ERRORS } from '../../../lib/errors.ts';
import { POLL_MS, streamOperation } from './events.ts';
import { SharedLooks } from './shared-looks.ts';
import type { Exchange } from '../exchange/exchange.ts';

const MINUTE = 60_000;
const running: Operation = {
  id: '01a205e7-b570-775d-9c70-124a94ac0380',
  kind: 'publish',
  campaignId: '01a205e7-b4e1-7131-9db9-d70cf57f47f5',
  status: 'running',
  progress: { done: 0, total: 2, step: 'running' },
  error: null,
  result: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

/** A stream whose every look at the operation is answered by `look`, and what has been written to it. */
async function stream(look: () => Promise<Operation>) {
  const state = { text: '', ended: false, headers: {} as Record<string, string>, looks: 0, stopping: false };
  const response = {
    destroyed: false,
    writeHead: (_status: number, headers: Record<string, string>) => (state.headers = headers),
    write: (chunk: string) => (state.text += chunk),
    end: () => (state.ended = true),
  };
  const exchange = {
    request: { headers: {} } as IncomingMessage,
    response: response as unknown as ServerResponse,
    query: {},
    path: { id: running.id },
    stopping: () => state.stopping,
    requireSameCaller: async () => undefined,
    holdStream: () => undefined,
    inShare: <T>(work: () => Promise<T>) => work(),
    looks: new SharedLooks(POLL_MS),
    organizationId: 'acme',
    call: async () => {
      state.looks += 1;
      return look();
    },
  };
  await streamOperation(exchange as unknown as Exchange);
  return { state, response };
}

it('a stream without news says every quarter of a minute that it is alive, so that no proxy cuts it', async () => {
  const { state } = await stream(async () => running);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(state.text.match(/^: still here$/gm)?.length).toBeGreaterThanOrEqual(3);
  expect(state.headers).toMatchObject({
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(state.text.match(/^event: operation$/gm)).toHaveLength(1);
});

it('a stream ends after ten minutes, and a client that left is looked after no longer', async () => {
  const { state } = await stream(async () => running);
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  expect(state.ended).toBe(false);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(state.ended).toBe(true);

  const left = await stream(async () => running);
  left.response.destroyed = true;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(left.state.looks).toBeLessThanOrEqual(2);
});

it('a stream goes on when the operation cannot be read for a moment', async () => {
  const answers = [
    running,
    new AppError('DEPENDENCY_UNAVAILABLE'),
    { ...running, status: 'succeeded' as const },
  ];
  const { state } = await stream(async () => {
    const answer = answers.shift() ?? running;
    if (answer instanceof AppError) throw answer;
    return answer;
  });
  await vi.advanceTimersByTimeAsync(2_000);
  expect([...state.text.matchAll(/"status":"(\w+)"/g)].map((m) => m[1])).toEqual(['running', 'succeeded']);
  expect(state.ended).toBe(true);
});

it.each(['TOKEN_INVALID', 'TOKEN_EXPIRED', 'PERMISSION_DENIED', 'OPERATION_NOT_FOUND'] as const)(
  'a stream ends at once, and says %s, when that is what its next look is answered with',
  async (code) => {
    let allowed = true;
    const { state } = await stream(async () => {
      if (!allowed) throw new AppError(code);
      return running;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    allowed = false;
    await vi.advanceTimersByTimeAsync(400);
    expect(state.ended).toBe(true);
    const [last = ''] = /event: problem\ndata: .*\n\n$/.exec(state.text) ?? [];
    expect(JSON.parse(last.replace(/^[^]*data: /, ''))).toMatchObject({ code, status: ERRORS[code].status });
  },
);

it('a stream waits while nobody knows whether its caller is still let in', async () => {
  const answers = [running, new AppError('IDENTITY_STALE'), { ...running, status: 'failed' as const }];
  const { state } = await stream(async () => {
    const answer = answers.shift() ?? running;
    if (answer instanceof AppError) throw answer;
    return answer;
  });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(state.text).not.toContain('problem');
  expect(state.text).toContain('"status":"failed"');
});

it('a stream ends when its node is about to stop', async () => {
  const { state } = await stream(async () => running);
  state.stopping = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(state.ended).toBe(true);
});
