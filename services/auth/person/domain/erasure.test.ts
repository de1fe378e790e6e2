import { expect, it } from 'vitest';
import { decideErasure } from './erasure.ts';

it.each([
  ['an owner beside another one', 'owner', { members: 3, owners: 2 }],
  ['an owner who is alone', 'owner', { members: 1, owners: 1 }],
  ['a member', 'analyst', { members: 2, owners: 1 }],
] as const)('%s may leave for good', (_, role, count) => {
  expect(() => decideErasure(role, count)).not.toThrow();
});

it('the only owner of others may not', () => {
  expect(() => decideErasure('owner', { members: 2, owners: 1 })).toThrow(
    expect.objectContaining({ code: 'LAST_OWNER' }),
  );
});
