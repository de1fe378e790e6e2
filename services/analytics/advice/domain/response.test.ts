import { expect, it } from 'vitest';
import { moveEffect, utilisation } from './response.ts';

it.each([
  [{ budget: 50, spend: 25 }, 0.5],
  [{ budget: 50, spend: 50 }, 1],
  [{ budget: 50, spend: 60 }, 1],
  [{ budget: 0, spend: 10 }, 0],
])('says of %j that it spends the share %d of its budget', (platform, share) => {
  expect(utilisation(platform)).toBe(share);
});

it.each([
  ['all of its budget', { budget: 50, spend: 50 }, 8.453027988913831, 9.119811591149336],
  ['half of its budget', { budget: 50, spend: 25 }, 4.226513994456915, 4.559905795574668],
  ['all of a larger budget', { budget: 100, spend: 100 }, 8.594233867505125, 8.923645863490862],
  ['more than its budget', { budget: 50, spend: 60 }, 8.928256955666733, 9.632527110975737],
])(
  'expects less from 12.50 more than from the last 12.50 of a platform that spends %s',
  (_name, platform, gained, lost) => {
    const effect = moveEffect(platform, platform, 12.5);
    expect(effect.gained).toBeCloseTo(gained, 9);
    expect(effect.lost).toBeCloseTo(lost, 9);
  },
);

it('takes from one platform what it gives to the other', () => {
  const effect = moveEffect({ budget: 50, spend: 25 }, { budget: 50, spend: 50 }, 12.5);
  expect(effect.gained).toBeCloseTo(8.453027988913831, 9);
  expect(effect.lost).toBeCloseTo(4.559905795574668, 9);
});
