import { describe, expect, it } from 'vitest';
import { readBriefs } from '../briefs.ts';
import { BY_HAND } from '../fixtures/by-hand.ts';
import { hashOf } from './hash.ts';
import { standingOf, type Score } from './scores.ts';
import { sheetOf } from './sheet.ts';

const [test] = readBriefs().filter(({ key }) => key === 'plumber/en-local');
if (test === undefined) throw new Error('no brief');
const { brief } = test;
const [A, B, OLD] = ['a'.repeat(16), 'b'.repeat(16), 'c'.repeat(16)] as const;
const today = new Map([
  [A, 'plumber/en-local'],
  [B, 'dentist/en-list'],
]);
const exported = new Map([...today, [OLD, 'bakery/de-bio'] as const]);
const score = (hash: string, scorer: string, value: number): Score => ({
  hash,
  scorer,
  score: value,
  reason: 'because of its keywords',
});

describe('the editorial rubric', () => {
  it('a hash names brief and structure, and a changed word changes it', () => {
    const reordered = { adGroups: structuredClone(BY_HAND.adGroups) };
    expect(hashOf(brief, reordered)).toBe(hashOf(structuredClone(brief), BY_HAND));
    const [first] = reordered.adGroups;
    if (first !== undefined) first.name = 'Leaks';
    expect(hashOf(brief, reordered)).not.toBe(hashOf(brief, BY_HAND));
    expect(hashOf({ ...brief, audience: 'others' }, BY_HAND)).not.toBe(hashOf(brief, BY_HAND));
  });

  it('a sheet shows brief and structure and not who wrote it', () => {
    const sheet = sheetOf(A, brief, BY_HAND);
    for (const shown of [
      'My dad started this',
      'Blocked drains',
      'drain unblocking leeds',
      'Gas Safe Registered',
    ])
      expect(sheet).toContain(shown);
    expect(sheet).not.toMatch(/builtin|built-in|openai|held-out|development|plumber\/en-local/i);
  });

  it('median and agreement are of structures that two scored; one scorer twice is one', () => {
    const scores = [score(A, 'x', 2), score(A, 'x', 4), score(A, 'y', 4), score(B, 'x', 2), score(B, 'y', 3)];
    expect(standingOf(scores, today, exported)).toMatchObject({
      scoredByTwo: 2,
      median: 2.5,
      atOne: [],
      stale: [],
    });
    expect(standingOf([score(A, 'x', 1)], today, exported)).toMatchObject({
      scoredByTwo: 0,
      median: null,
      kappa: null,
      atOne: ['plumber/en-local'],
    });
  });

  it('a score of a structure that has changed is stale, is said, and counts for nothing', () => {
    const scores = [score(OLD, 'x', 5), score(OLD, 'y', 5)];
    expect(standingOf(scores, today, exported)).toMatchObject({
      scoredByTwo: 0,
      median: null,
      stale: ['bakery/de-bio'],
    });
  });
});
