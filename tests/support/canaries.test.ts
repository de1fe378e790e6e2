import { expect, it } from 'vitest';
import { leaks, PLACES, type Catch } from './canaries.ts';

const nothing = Object.fromEntries(PLACES.map((place) => [place, ''])) as Record<
  (typeof PLACES)[number],
  string
>;
const canary = { name: 'address', value: 'ada+x@example.test', allowed: ['auth'] as const };
const caught = (more: Partial<Catch>): Catch => ({ ...nothing, ...more });

it('a canary at its place is no leak, and one elsewhere is, however it is written', () => {
  expect(leaks([canary], caught({ auth: canary.value }))).toEqual([]);
  for (const written of [
    canary.value,
    'ada%2Bx%40example.test',
    Buffer.from(canary.value).toString('base64url'),
    Buffer.from(canary.value).toString('hex'),
  ])
    for (const place of PLACES.filter((p) => p !== 'auth'))
      expect(leaks([canary], caught({ [place]: `before ${written} after` }))).toEqual([
        `address in ${place}`,
      ]);
});

it('what could stand somewhere by chance is no canary', () => {
  expect(() => leaks([{ ...canary, value: '123456' }], nothing)).toThrow('too short');
});
