import { expect, it } from 'vitest';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { isWaiting, secondsUntilLook } from './patience.ts';
import { target } from './testing/targets.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const waiting = (ms: number) =>
  target('publish', 'linkedin-ads', 'running', { waitsUntil: new Date(NOW.getTime() + ms).toISOString() });
const working = target('publish', 'google-ads', 'running');
const done = target('publish', 'google-ads', 'done');
const of = (kind: Operation['kind']) => ({ operation: { kind } as Operation });

it.each([
  ['a limit for hours, the other platform done', [done, waiting(3_600_000)], true, 10, 5],
  ['a try in four seconds', [waiting(3_200)], true, 4, 4],
  ['the earlier of two tries', [waiting(60_000), waiting(2_500)], true, 3, 3],
  ['a try at once', [waiting(300)], false, 1, 1],
  ['a try that was due', [waiting(-60_000)], false, 1, 1],
  ['one that waits beside one that is at work', [working, waiting(3_600_000)], false, 1, 1],
  ['nothing handed over yet', [], false, 1, 1],
])(
  '%s is watched only where something is at work, and looked at again in time',
  (_, targets, waits, s, stop) => {
    expect(isWaiting(targets, NOW)).toBe(waits);
    expect(secondsUntilLook(of('publish'), targets, NOW)).toBe(s);
    expect(secondsUntilLook(of('pause'), targets, NOW)).toBe(stop);
  },
);
