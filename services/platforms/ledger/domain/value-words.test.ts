import { describe, expect, it } from 'vitest';
import { driftOutcome } from './drift-words.ts';
import { mismatchOutcome } from './readback.ts';
import { pairWords, setWords } from './value-words.ts';

const URNS = Array.from({ length: 12 }, (_none, at) => `urn:li:geo:1000${at}`).join(',');

describe('two values in words', () => {
  it('of a set are what was added and what was taken away', () => {
    const told = {
      ...{
        kind: 'changed' as const,
        objectKind: 'ad-group',
        objectName: 'CRM',
        path: 'adGroups.0.targeting',
      },
      ...{ applied: `locations=${URNS},1`, found: `locations=${URNS},2` },
      parts: { applied: ['location “US”', 'job function 25'], found: ['location “FR”', 'job function 25'] },
    };
    expect(driftOutcome([told])).toMatchObject({
      error: {
        message:
          'Somebody changed this on the platform: ad group “CRM”: the audience was changed (added location “FR”; taken away location “US”). Nothing was written.',
      },
    });
    expect(JSON.stringify(mismatchOutcome([told]))).toContain(
      'the audience is not as wanted (added location “FR”; taken away location “US”)',
    );
  });

  it('of content are the texts that differ', () => {
    const ad = { format: 'responsive_search', headlines: [{ text: 'Plans', pin: 1 }], path1: 'plans' };
    expect(setWords(ad, { ...ad, headlines: [{ text: 'Offers', pin: 1 }] }, undefined)).toBe(
      'added headline “Offers”; taken away headline “Plans”',
    );
    expect(setWords(ad, { ...ad, path1: 'offers' }, undefined)).toContain('display path “offers”');
  });

  it('of a set that has the same things say so', () => {
    expect(setWords('a & b', 'a | b', { applied: ['a', 'b'], found: ['a', 'b'] })).toMatch(/put together/);
  });

  it('of single values have no parts, and of long ones the place is shown where they differ', () => {
    expect(setWords(1, 2, undefined)).toBeNull();
    expect(pairWords(60_000_000, null, 'dailyMicros')).toEqual(['60.00', 'nothing']);
    const long = 'x'.repeat(200);
    const [one, other] = pairWords(`${long}a`, `${long}b`, 'landingPageUrl');
    expect([one, other]).toEqual([`…${'x'.repeat(20)}a`, `…${'x'.repeat(20)}b`]);
  });
});
