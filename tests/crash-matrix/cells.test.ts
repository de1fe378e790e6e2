import { expect, it } from 'vitest';
import { cellsOf, EDITS, idOf, OPERATIONS, pairs, singles, type Calls, type Cell } from './cells.ts';
import { FAULTS } from './answers.ts';
import { KILLS } from './strike.ts';

const calls = Object.fromEntries(
  OPERATIONS.map((operation) => [operation, { 'google-ads': 2, 'linkedin-ads': 3 }]),
) as Calls;

it('single faults are every fault, kill, edit and pause at every call, and each once', () => {
  const cells = singles(calls);
  const changed = ({ fault, kill, edit, pause }: Cell) =>
    [fault !== 'none', kill !== 'none', edit !== 'none', pause].filter(Boolean).length;
  expect(cells.every((cell) => changed(cell) === 1)).toBe(true);
  expect(new Set(cells.map(idOf)).size).toBe(cells.length);
  const faults = OPERATIONS.length * 5 * (FAULTS.length - 1 + KILLS.length - 1);
  const edits = OPERATIONS.length * (2 * (EDITS.length - 1) + 3 * (EDITS.length - 3)) - 5; // no update begins paused
  expect(cells).toHaveLength(faults + edits + 4 * 5);
});

it('the covering array has every pair of a fault, a kill, an edit and a pause, and each with every call', () => {
  const cells = pairs(calls, 7);
  const has = (wanted: Partial<Cell>) =>
    cells.some((cell) => Object.entries(wanted).every(([key, value]) => cell[key as keyof Cell] === value));
  for (const fault of FAULTS)
    for (const kill of KILLS)
      for (const edit of EDITS)
        for (const pair of [
          { fault, kill },
          { fault, edit },
          { kill, edit },
          { fault, pause: true },
          { kill, pause: true },
        ])
          expect(has(pair), JSON.stringify(pair)).toBe(true);
  for (const operation of OPERATIONS)
    for (const call of [1, 2, 3])
      for (const fault of FAULTS)
        expect(has({ operation, platform: 'linkedin-ads', call, fault })).toBe(true);
  expect(cells.length).toBeLessThan(singles(calls).length * 1.5);
});

it('the same seed gives the same cells in the same order, so that a run can be gone on with', () => {
  const ids = (seed: number) => cellsOf(calls, seed).map(idOf);
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).not.toEqual(ids(2));
  expect(ids(1).toSorted().slice(0, 50)).not.toEqual(ids(1).slice(0, 50));
});
