import { expect, it } from 'vitest';
import { shapes } from '../../shapes.ts';
import { leftBySteps, withLeftAsFound } from './left-as-found.ts';
import type { StoredOperation } from './operation.ts';
import { target } from './testing/targets.ts';

const left = (id: string) => ({
  differences: [
    {
      ...{ id, kind: 'changed' as const, objectKind: 'budget', objectName: 'Spring' },
      ...{ field: 'the daily budget', applied: 50, found: 40 },
    },
  ],
  more: 0,
});
const running = {
  position: 1,
  steps: [
    { name: 'prepare', submissions: [], leftAsFound: [{ platform: 'google-ads', ...left('early') }] },
    { name: 'activate', submissions: [] },
  ],
} as unknown as StoredOperation;

it('a step keeps what each platform was read to hold, and nothing of one that was not read', () => {
  const read = target('resume', 'linkedin-ads', 'done', { leftAsFound: left('b') });
  const { steps } = withLeftAsFound(running, [target('resume', 'google-ads', 'done'), read]);
  expect(steps[1]?.leftAsFound).toEqual([{ platform: 'linkedin-ads', ...left('b') }]);
  expect(leftBySteps(steps).map(({ platform }) => platform)).toEqual(['google-ads', 'linkedin-ads']);
});

it('of a platform that several steps have read the last reading counts', () => {
  const read = target('resume', 'google-ads', 'done', { leftAsFound: left('late') });
  const { steps } = withLeftAsFound(running, [read]);
  expect(leftBySteps(steps)).toEqual([{ platform: 'google-ads', ...left('late') }]);
});

it('nothing is kept where nothing was read', () => {
  expect(withLeftAsFound(running, [target('pause', 'google-ads', 'done')])).toBe(running);
});

it('of an operation that the first release saved it is not known what it left', () => {
  const progress = { done: 1, total: 1, step: 'done' };
  const ended = { progress, error: null, steps: [], result: { publications: [] } };
  expect(shapes.operation.read(ended, 1).result).toEqual({ publications: [], leftAsFound: null });
  expect(shapes.operation.read({ ...ended, result: null }, 1).result).toBeNull();
});
