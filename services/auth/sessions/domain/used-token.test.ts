import { expect, it } from 'vitest';
import { judgeUsedToken, REPLAY_MS, type UsedToken } from './used-token.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const used: UsedToken = {
  sessionAlive: true,
  usedAt: ago(500),
  usedBy: 'client/1',
  successorUsed: false,
  successorStored: true,
};

it.each<[string, Partial<UsedToken> | undefined, string, string]>([
  ['unknown', undefined, 'client/1', 'dead'],
  ['of an ended session', { sessionAlive: false }, 'client/1', 'dead'],
  ['never used, but expired', { usedAt: null }, 'client/1', 'dead'],
  ['used a moment ago', {}, 'client/1', 'replay'],
  ['used just within the time for a replay', { usedAt: ago(REPLAY_MS) }, 'client/1', 'replay'],
  ['used before that time', { usedAt: ago(REPLAY_MS + 1) }, 'client/1', 'reuse'],
  ['used by another client', {}, 'client/2', 'reuse'],
  ['with a successor that was used', { successorUsed: true }, 'client/1', 'reuse'],
  ['with a successor that is not stored', { successorStored: false }, 'client/1', 'reuse'],
])('a refresh token %s is %4$s', (_name, changes, client, expected) => {
  const token = changes && { ...used, ...changes };
  expect(judgeUsedToken(token, now, client)).toBe(expected);
});
