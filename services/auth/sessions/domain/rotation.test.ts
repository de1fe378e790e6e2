import { expect, it } from 'vitest';
import { refuseLimited } from '../../accounts/domain/login-limit.ts';
import { judgeSpent, REPLAY_MS, type KnownToken } from './rotation.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const spent: KnownToken = {
  sessionAlive: true,
  usedAt: ago(500),
  usedBy: 'client/1',
  childUsed: false,
  childKept: true,
};

it.each<[string, Partial<KnownToken> | undefined, string, string]>([
  ['unknown', undefined, 'client/1', 'dead'],
  ['of an ended session', { sessionAlive: false }, 'client/1', 'dead'],
  ['never spent, but expired', { usedAt: null }, 'client/1', 'dead'],
  ['spent a moment ago', {}, 'client/1', 'replay'],
  ['spent just within the grace', { usedAt: ago(REPLAY_MS) }, 'client/1', 'replay'],
  ['spent before the grace', { usedAt: ago(REPLAY_MS + 1) }, 'client/1', 'reuse'],
  ['spent by another client', {}, 'client/2', 'reuse'],
  ['with a child that was used', { childUsed: true }, 'client/1', 'reuse'],
  ['with a child that is not kept', { childKept: false }, 'client/1', 'reuse'],
])('a refresh token %s is %4$s', (_name, changes, client, expected) => {
  const token = changes && { ...spent, ...changes };
  expect(judgeSpent(token, now, client)).toBe(expected);
});

it.each([
  [undefined, 'fine'],
  [{ count: 9, windowStartedAt: ago(0) }, 'fine'],
  [{ count: 10, windowStartedAt: ago(0) }, 900],
  [{ count: 12, windowStartedAt: ago(60_500) }, 840],
  [{ count: 12, windowStartedAt: ago(900_000) }, 'fine'],
])('failures %j mean a wait of %s', (failures, expected) => {
  let wait: number | string | undefined = 'fine';
  try {
    refuseLimited(failures, 10, now);
  } catch (error) {
    wait = (error as { public: { retryAfterSeconds?: number } }).public.retryAfterSeconds;
  }
  expect(wait).toBe(expected);
});
