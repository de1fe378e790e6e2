import { expect, it } from 'vitest';
import { judgeUsedToken, REPLAY_MS, type UsedToken } from './used-token.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const used: UsedToken = {
  sessionAlive: true,
  usedAt: ago(500),
  usedBy: { deviceId: null, userAgent: 'client/1' },
  presentedBy: { deviceId: null, userAgent: 'client/1' },
  successorUsed: false,
  successorStored: true,
};

const client = (userAgent: string | null, deviceId: string | null = null) => ({ deviceId, userAgent });

it.each<[string, Partial<UsedToken> | undefined, string]>([
  ['unknown', undefined, 'dead'],
  ['of an ended session', { sessionAlive: false }, 'dead'],
  ['never used, but expired', { usedAt: null }, 'dead'],
  ['used a moment ago', {}, 'replay'],
  ['used just within the time for a replay', { usedAt: ago(REPLAY_MS) }, 'replay'],
  ['used before that time', { usedAt: ago(REPLAY_MS + 1) }, 'reuse'],
  ['used by another client', { presentedBy: client('client/2') }, 'reuse'],
  ['used by a client without a name', { presentedBy: client(null) }, 'reuse'],
  ['with a successor that was used', { successorUsed: true }, 'reuse'],
  ['with a successor that is not stored', { successorStored: false }, 'reuse'],
  ['used on the same device', { usedBy: client('a', 'd1'), presentedBy: client('b', 'd1') }, 'replay'],
  [
    'used on a device that is not shown again',
    { usedBy: client('a', 'd1'), presentedBy: client('a') },
    'reuse',
  ],
  ['used without the device that is shown', { usedBy: client('a'), presentedBy: client('a', 'd1') }, 'reuse'],
])('a refresh token %s is %3$s', (_name, changes, expected) => {
  expect(judgeUsedToken(changes && { ...used, ...changes }, now)).toBe(expected);
});
