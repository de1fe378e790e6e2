import { expect, it } from 'vitest';
import { cellsOf, idOf, OPERATIONS, type Calls } from './cells.ts';
import { CROWD_CELL } from './crowd.ts';
import { couldBreak, NEVER } from './exposed.ts';
import type { Played } from './play.ts';
import { linesOf, slowness } from './report.ts';

const CALLS = Object.fromEntries(
  OPERATIONS.map((operation) => [operation, { 'google-ads': 2, 'linkedin-ads': 2 }]),
) as Calls;
const played = (cell: string, changes: Partial<Played> = {}): Played => ({
  ...{ cell, violations: [], overtook: [], operations: {}, struck: true, unedited: null, killed: false },
  ...{ recoveryMs: null, pauseMs: null, ...changes },
});
const FACTS = { counts: { places: 1, singles: 1, pairs: 1, all: 2 }, seed: 1, seconds: 1 };
const lineOf = (rule: string, all: Played[]) =>
  linesOf(all, FACTS).find((line) => line.startsWith(rule)) ?? '';

it('each promise could be broken by some cells of a run, and none but a trivial one by all', () => {
  const all = [...cellsOf(CALLS, 1).map((cell) => played(idOf(cell))), played(CROWD_CELL)];
  for (const rule of NEVER) {
    const count = all.filter((one) => couldBreak(rule, one)).length;
    expect([rule, count > 0]).toEqual([rule, true]);
    expect([rule, count === all.length]).toEqual([rule, false]);
  }
});

it('the bound beside a zero counts the cells alone in which that promise could have been broken', () => {
  const paused = played('publish/google-ads/1/none/none/none/pause');
  const calm = Array.from({ length: 99 }, (_, at) =>
    played(`publish/google-ads/${at + 2}/500-before/none/none/calm`),
  );
  expect(lineOf('operation lost', [paused, ...calm])).toContain('below 3.00 % (95 %, 3/100)');
  expect(lineOf('pause refused', [paused, ...calm])).toContain('below 300.00 % (95 %, 3/1)');
  expect(lineOf('slow stop', [paused, ...calm])).toContain('not tried');
});

it('a run is red when half of the deaths took longer than ten seconds, or half of the pauses longer than five', () => {
  const cell = 'publish/google-ads/1/none/none/none/pause';
  expect(slowness([played(cell, { recoveryMs: 9_000, pauseMs: 4_000 })])).toEqual([]);
  expect(slowness([played(cell)])).toEqual([]);
  const slow = played(cell, { recoveryMs: 11_000, pauseMs: 6_000 });
  expect(slowness([slow, slow, played(cell, { recoveryMs: 1, pauseMs: 1 })])).toEqual([
    expect.stringMatching(/^BROKEN slow recovery: median 11.0 s/),
    expect.stringMatching(/^BROKEN slow pause: median 6.0 s/),
  ]);
});
