import { describe, expect, it } from 'vitest';
import type { FoundShareObject, ShareObject } from '../../port.ts';
import { collisionsWith } from './collisions.ts';
import { differencesBetween } from './drift.ts';
import { driftOutcome } from './drift-words.ts';
import { touchesOf } from './intent.ts';

const object = (kind: string, name: string, place: string): ShareObject => ({
  ...{ key: `${kind}/${name}`, kind, name, place, value: name, fields: {} },
  path: `targeting.${kind}s.0`,
});
const US = object('location', 'US', 'location/US');
const DE = object('location', 'DE', 'location/DE');
const NOT_DE = object('excluded-location', 'google:2276', 'location/DE');
const held = ({ path: _path, ...one }: ShareObject): FoundShareObject => ({
  ...{
    ...one,
    externalId: one.place ?? one.key,
    parent: null,
    parentId: null,
    isNew: false,
    list: 'targeting',
    status: null,
  },
  expressible: false,
});

/** What a change from one share to another meets, where these objects are found. */
function met(
  [applied, wanted, found]: readonly (readonly ShareObject[])[],
  decided: { isIgnored?: boolean; isPutBack?: boolean } = {},
) {
  const known = new Map(
    applied!.map(({ key, kind, place }) => [key, { kind, externalId: place ?? key, state: 'active' }]),
  );
  const read = { objects: found!.map(held), startsBy: '2026-11-28' };
  const ids = differencesBetween(applied!, read, known).map(({ id }) => id);
  const differences = differencesBetween(applied!, read, known, new Set(decided.isIgnored ? ids : []));
  const overwrite = new Set(decided.isPutBack ? ids : []);
  const intent = { applied: applied!, wanted: wanted!, overwrite };
  return collisionsWith(differences, intent, touchesOf(intent, differences), known);
}

describe('a change that would make something where somebody made the same or the contrary', () => {
  it('is stopped by the same that somebody else has made: it is not ours to take over, nor to double', () => {
    const [collision, ...others] = met([[US], [US, DE], [US, DE]]);
    expect(others).toEqual([]);
    expect(JSON.stringify(driftOutcome([collision!]))).toContain(
      'location “DE” was added there by somebody else, and this change adds the same',
    );
  });

  it('is stopped, and says what stands there', () => {
    const collisions = met([[US], [US, DE], [US, NOT_DE]]);
    expect(driftOutcome(collisions)).toMatchObject({
      end: 'needs_review',
      error: {
        code: 'DRIFT',
        message:
          'Somebody changed this on the platform: location “DE” is excluded there, and this change targets it. Nothing was written.',
      },
    });
  });

  it('is stopped although that is ignored, because nothing touches what is left alone', () => {
    const collisions = met([[US], [US, DE], [US, NOT_DE]], { isIgnored: true });
    expect(JSON.stringify(driftOutcome(collisions))).toContain(
      'is excluded there, and is left alone by decision',
    );
  });

  it('is stopped by a keyword that it would exclude', () => {
    const keyword = object('keyword', 'shoes', 'keyword/shoes');
    const negative = object('negative-keyword', 'shoes', 'keyword/shoes');
    expect(JSON.stringify(driftOutcome(met([[], [negative], [keyword]])))).toContain(
      'keyword “shoes” was added there, and this change excludes it',
    );
  });

  it.each([
    ['where a person has that put back', [[US], [US, DE], [US, NOT_DE]], { isPutBack: true }],
    ['where it makes nothing there', [[US], [US], [US, NOT_DE]], {}],
    [
      'where it leaves alone what was targeted there',
      [
        [US, DE],
        [US, DE],
        [US, NOT_DE],
      ],
      {},
    ],
    ['where it targets that no more', [[US, DE], [US], [US, NOT_DE]], {}],
  ] as const)('is not stopped %s', (_name, shares, decided) => {
    expect(met(shares, decided)).toEqual([]);
  });
});
