import { describe, expect, it } from 'vitest';
import type { Op } from './op.ts';
import { markerOf } from './op.ts';
import {
  afterFailure,
  afterSearch,
  backoffMs,
  mayBegin,
  mismatched,
  restlessMs,
  searchFirst,
  type Failure,
  type Neighbour,
} from './protocol.ts';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);

const op = (changes: Partial<Op> = {}): Op => ({
  organizationId: 'o',
  id: 'i',
  operationId: 'p',
  kind: 'publish',
  platform: 'linkedin-ads',
  adAccountId: 'a',
  campaignId: 'c',
  publicationId: 'u',
  intentSeq: 5,
  desired: null,
  marker: 'm',
  state: 'running',
  step: '',
  attempt: 1,
  setbacks: 1,
  inDoubtSince: null,
  activationDoubtSince: null,
  emptySearches: 0,
  notBefore: null,
  error: null,
  createdAt: ago(60_000),
  ...changes,
});
const neighbour = (kind: Op['kind'], intentSeq: number, state: Op['state']): Neighbour => ({
  kind,
  intentSeq,
  state,
  inDoubtSince: null,
  activationDoubtSince: null,
});
const failure = (kind: Failure['kind'], retryAfterMs: number | null = null): Failure => ({
  kind,
  code: 'CODE',
  message: 'Said so.',
  retryAfterMs,
});

describe('the order of steps on one publication', () => {
  it.each([
    ['publish', neighbour('publish', 4, 'running'), 'later'],
    ['publish', neighbour('publish', 4, 'done'), 'begin'],
    ['publish', neighbour('update', 6, 'pending'), 'begin'],
    ['pause', neighbour('publish', 4, 'running'), 'begin'],
    ['pause', neighbour('resume', 4, 'pending'), 'begin'],
    ['resume', neighbour('update', 4, 'running'), 'later'],
    ['resume', neighbour('pause', 6, 'done'), 'failed'],
    ['resume', neighbour('remove', 6, 'pending'), 'failed'],
    ['resume', neighbour('pause', 4, 'done'), 'begin'],
    ['remove', neighbour('publish', 4, 'needs_review'), 'begin'],
    ['remove', neighbour('publish', 4, 'running'), 'later'],
    ['remove', neighbour('resume', 4, 'running'), 'begin'],
  ] as const)('%s beside %o: %s', (kind, other, expected) => {
    const decided = mayBegin(op({ kind }), [other]);
    expect(decided === 'begin' ? 'begin' : decided.end).toBe(expected);
  });
});

describe("a vendor's failure", () => {
  it.each([
    ['publish', 'rejected', 'failed'],
    ['publish', 'auth', 'failed'],
    ['publish', 'not-found', 'failed'],
    ['update', 'not-found', 'needs_review'],
    ['resume', 'not-found', 'needs_review'],
    ['publish', 'rate-limited', 'later'],
    ['publish', 'unavailable', 'later'],
    ['publish', 'unknown', 'later'],
  ] as const)('while a campaign is to %s: %s ends %s', (kind, failed, end) => {
    expect(afterFailure(op({ kind }), failure(failed), NOW, 180_000).end).toBe(end);
  });

  it('that is unknown waits for the quiet period only where something is made', () => {
    const delays = (['publish', 'update', 'resume', 'pause', 'remove'] as const).map((kind) => {
      const outcome = afterFailure(op({ kind }), failure('unknown'), NOW, 180_000);
      return outcome.end === 'later' ? outcome.delayMs : null;
    });
    expect(delays).toEqual([180_000, 180_000, 1_000, 1_000, 1_000]);
  });

  it('honours the delay that the platform asks for, and asks a person after a day of it', () => {
    expect(afterFailure(op(), failure('rate-limited', 77_000), NOW, 0)).toMatchObject({ delayMs: 77_000 });
    const old = op({ createdAt: ago(25 * 3_600_000) });
    expect(afterFailure(old, failure('rate-limited'), NOW, 0).end).toBe('needs_review');
  });

  it('asks a person after twenty setbacks', () => {
    expect(afterFailure(op({ setbacks: 19 }), failure('unavailable'), NOW, 0).end).toBe('later');
    expect(afterFailure(op({ setbacks: 20 }), failure('unavailable'), NOW, 0).end).toBe('needs_review');
  });

  it('is followed by longer and longer pauses, five minutes at most', () => {
    expect([1, 2, 3, 9, 20].map((setbacks) => backoffMs({ setbacks }))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000,
    ]);
  });
});

describe('searching before making', () => {
  const rule = { quietPeriodMs: 180_000, emptySearchesBeforeRecreate: 2 };

  it('is not needed the first time, always the second time, and waits in doubt', () => {
    expect(searchFirst(op(), rule, NOW)).toBe('none');
    expect(searchFirst(op({ attempt: 2 }), rule, NOW)).toBe('now');
    expect(searchFirst(op({ inDoubtSince: ago(60_000) }), rule, NOW)).toEqual({ waitMs: 120_000 });
    expect(searchFirst(op({ inDoubtSince: ago(180_000) }), rule, NOW)).toBe('now');
  });

  it.each([
    ['nothing is missing', { missing: 0, adopted: 1 }, 0, true],
    ['the first search in vain', { missing: 2, adopted: 0 }, 0, false],
    ['the second search in vain', { missing: 2, adopted: 0 }, 1, true],
    ['something new after a search in vain', { missing: 1, adopted: 1 }, 1, false],
  ])('in doubt, %s: settled %s', (_, search, emptySearches, settled) => {
    const doubtful = op({ inDoubtSince: ago(180_000), emptySearches });
    expect(afterSearch(doubtful, rule, search).settled).toBe(settled);
    expect(afterSearch(op({ emptySearches }), rule, search).settled).toBe(true);
  });
});

it('a lost activation keeps its publication restless until it can no longer take effect', () => {
  const lost = { ...neighbour('resume', 4, 'failed'), activationDoubtSince: ago(60_000) };
  expect(restlessMs([lost], 'activationDoubtSince', 180_000, NOW)).toBe(120_000);
  expect(restlessMs([lost], 'activationDoubtSince', 50_000, NOW)).toBe(0);
  expect(restlessMs([lost], 'inDoubtSince', 180_000, NOW)).toBe(0);
});

it('a mismatch is told in words, five at most', () => {
  expect(mismatched([])).toBeNull();
  const many = Array.from({ length: 7 }, (_, n) => ({ path: `p${n}`, wanted: n, found: null }));
  expect(mismatched(many)).toMatchObject({
    end: 'needs_review',
    error: { code: 'PLATFORM_MISMATCH', message: expect.stringMatching(/p4.*and 2 more/) as string },
  });
});

it('a marker is the same for the same operation and another for another', () => {
  expect(markerOf('x')).toBe(markerOf('x'));
  expect(markerOf('x')).toMatch(/^sip-[0-9a-f]{10}$/);
  expect(markerOf('x')).not.toBe(markerOf('y'));
});
