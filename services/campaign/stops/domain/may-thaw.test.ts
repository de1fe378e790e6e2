import { expect, it } from 'vitest';
import { mayThaw } from './may-thaw.ts';

it.each([
  ['two_people', null, 'request'],
  ['two_people', 'bob', 'thaw'],
  ['self_with_step_up', null, 'thaw'],
  ['self_with_step_up', 'ann', 'thaw'],
] as const)(
  'under %s, with the request of %s, the request of ann is the %s',
  (policy, thawRequestedBy, what) => {
    expect(mayThaw({ thawRequestedBy }, policy, 'ann', true)).toBe(what);
  },
);

it('where two people are asked for, one is not two', () => {
  expect(() => mayThaw({ thawRequestedBy: 'ann' }, 'two_people', 'ann', true)).toThrow(
    expect.objectContaining({ code: 'STOP_STATE_CONFLICT' }) as Error,
  );
});

it('the request of somebody who may not ask any more is none: this one takes its place', () => {
  expect(mayThaw({ thawRequestedBy: 'bob' }, 'two_people', 'ann', false)).toBe('request');
});
