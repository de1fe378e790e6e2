import { describe, expect, it } from 'vitest';
import type { Op } from './op.ts';
import { markerOf } from './op.ts';
import {
  afterFailure,
  afterSearch,
  backoffMs,
  EXHAUSTED,
  inheritsDoubt,
  isExhausted,
  isSuperseded,
  checkStart,
  lateEffectMs,
  searchFirst,
  waitInDoubt,
  type Failure,
  type Neighbour,
} from './protocol.ts';
import { mismatchOutcome } from './readback.ts';
import { FAILURE_KINDS } from '../../port.ts';

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
  overwrite: [],
  marker: 'm',
  state: 'running',
  step: '',
  attempt: 1,
  setbacks: 1,
  inDoubtSince: null,
  activationDoubtSince: null,
  emptySearches: 0,
  notBefore: null,
  cancelledAt: null,
  error: null,
  createdAt: ago(60_000),
  requestedBy: null,
  ...changes,
});
const neighbour = (kind: Op['kind'], intentSeq: number, state: Op['state']): Neighbour => ({
  kind,
  intentSeq,
  state,
  inDoubtSince: null,
  activationDoubtSince: null,
  activatedAt: null,
  changedAt: null,
});
const HELD = {
  scope: 'account',
  window: 'day',
  until: NOW,
  code: 'CODE',
  strikes: 1,
} as const;
const failure = (
  kind: Failure['kind'],
  retryAfterMs: number | null = null,
  leavesDoubt = kind === 'unknown',
): Failure => ({
  kind,
  leavesDoubt,
  code: 'CODE',
  message: 'No.',
  retryAfterMs,
});

describe('the order of steps on one publication', () => {
  it.each([
    ['publish', neighbour('publish', 4, 'running'), 'later'],
    ['publish', neighbour('publish', 4, 'done'), 'begin'],
    ['publish', neighbour('update', 6, 'pending'), 'begin'],
    ['publish', neighbour('pause', 6, 'pending'), 'failed'],
    ['update', neighbour('remove', 6, 'pending'), 'failed'],
    ['update', neighbour('pause', 4, 'pending'), 'later'],
    ['pause', neighbour('publish', 4, 'running'), 'begin'],
    ['pause', neighbour('resume', 4, 'pending'), 'begin'],
    ['resume', neighbour('update', 4, 'running'), 'later'],
    ['resume', neighbour('pause', 6, 'done'), 'failed'],
    ['resume', neighbour('remove', 6, 'pending'), 'failed'],
    ['resume', neighbour('pause', 4, 'done'), 'begin'],
    ['remove', neighbour('publish', 4, 'needs_review'), 'begin'],
    ['remove', neighbour('publish', 4, 'running'), 'later'],
    ['remove', neighbour('update', 4, 'running'), 'later'],
    ['remove', neighbour('update', 4, 'pending'), 'later'],
    ['remove', neighbour('publish', 6, 'running'), 'begin'],
    ['remove', neighbour('resume', 4, 'running'), 'begin'],
    ['remove', neighbour('pause', 4, 'running'), 'begin'],
  ] as const)('%s beside %o: %s', (kind, other, expected) => {
    const decision = checkStart(op({ kind }), [other]);
    expect(decision === 'begin' ? 'begin' : decision.end).toBe(expected);
  });
});

describe('a step that gives way', () => {
  it('to an earlier one waits two seconds, which is no setback', () => {
    expect(checkStart(op(), [neighbour('publish', 4, 'pending')])).toEqual({
      end: 'later',
      delayMs: 2_000,
      step: 'waiting for an earlier step',
      setback: false,
      error: null,
    });
  });

  it('to a later pause or removal says so', () => {
    expect(checkStart(op({ kind: 'resume' }), [neighbour('pause', 6, 'done')])).toEqual({
      end: 'failed',
      error: {
        code: 'SUPERSEDED',
        message: 'A pause or removal was asked for later; what was made until then does not serve.',
      },
    });
  });

  it.each([
    ['pause', 6, true],
    ['remove', 6, true],
    ['pause', 5, false],
    ['pause', 4, false],
    ['resume', 6, false],
    ['update', 6, false],
  ] as const)('is superseded by a %s with place %i: %s', (kind, place, superseded) => {
    expect(isSuperseded(op(), [neighbour(kind, place, 'done')])).toBe(superseded);
  });
});

describe("a vendor's failure", () => {
  const KINDS = ['publish', 'update', 'pause', 'resume', 'remove'] as const;
  it.each([
    ['refused', ['failed', 'failed', 'needs_review', 'failed', 'needs_review']],
    ['forbidden', ['failed', 'failed', 'needs_review', 'failed', 'needs_review']],
    ['signed-out', ['failed', 'failed', 'failed', 'failed', 'failed']],
    ['not-sent', ['later', 'later', 'later', 'later', 'later']],
    ['slow-down', ['later', 'later', 'later', 'later', 'later']],
    ['gone', ['failed', 'needs_review', 'needs_review', 'needs_review', 'needs_review']],
    ['unknown', ['later', 'later', 'later', 'later', 'later']],
  ] as const)('%s ends a publish, update, pause, resume, remove as %o', (kind, ends) => {
    for (const leavesDoubt of [true, false])
      expect(
        KINDS.map((one) => afterFailure(op({ kind: one }), failure(kind, null, leavesDoubt), NOW, 9).end),
      ).toEqual(ends);
  });

  it('asks for a new sign-in only when the sign-in is what was lost', () => {
    for (const kind of FAILURE_KINDS) {
      const outcome = afterFailure(op(), failure(kind), NOW, 0);
      expect('reauthorize' in outcome).toBe(kind === 'signed-out');
    }
  });

  it('that is unknown waits for the quiet period only where something is made', () => {
    const delays = (['publish', 'update', 'resume', 'pause', 'remove'] as const).map((kind) => {
      const outcome = afterFailure(op({ kind }), failure('unknown'), NOW, 180_000);
      return outcome.end === 'later' ? outcome.delayMs : null;
    });
    expect(delays).toEqual([180_000, 180_000, 1_000, 1_000, 1_000]);
    const read = afterFailure(op(), failure('unknown', null, false), NOW, 180_000);
    expect(read).toMatchObject({ delayMs: 1_000, step: 'the platform does not answer', setback: true });
  });

  it('waits for the end of a limit in its words, and asks a person after a day of it', () => {
    const sentence = "LinkedIn's daily limit, until 00:00 UTC";
    const held = { ...HELD, probeAt: new Date(NOW.getTime() + 77_000), sentence };
    const outcome = afterFailure(op(), failure('slow-down'), NOW, 0, held);
    expect(outcome).toMatchObject({ delayMs: 77_000, step: sentence, setback: false });
    const old = op({ createdAt: ago(25 * 3_600_000) });
    expect(afterFailure(old, failure('slow-down'), NOW, 0).end).toBe('needs_review');
  });

  it('asks a person after twenty setbacks', () => {
    expect(afterFailure(op({ setbacks: 19 }), failure('not-sent'), NOW, 0).end).toBe('later');
    expect(afterFailure(op({ setbacks: 20 }), failure('not-sent'), NOW, 0).end).toBe('needs_review');
  });

  it.each([
    ['slow-down', 'the platform asks to slow down', false],
    ['not-sent', 'the platform does not answer', true],
    ['unknown', 'an answer was lost; looking again', true],
  ] as const)(
    'that is %s tells people what is waited for and why, and counts as a setback or not',
    (kind, step, setback) => {
      const outcome = afterFailure(op(), failure(kind), NOW, 1_000);
      const error = { code: 'CODE', message: 'No.' };
      expect(outcome).toEqual({ end: 'later', step, setback, delayMs: 1_000, error });
    },
  );

  it('keeps its code and sentence where the step ends', () => {
    const error = { code: 'CODE', message: 'No.' };
    expect(afterFailure(op(), failure('refused'), NOW, 0)).toEqual({ end: 'failed', error });
    expect(afterFailure(op({ kind: 'pause' }), failure('gone'), NOW, 0)).toEqual({
      end: 'needs_review',
      error,
    });
    const old = op({ createdAt: ago(24 * 3_600_000 + 1) });
    expect(afterFailure(old, failure('slow-down'), NOW, 0)).toEqual({ end: 'needs_review', error });
    const last = op({ setbacks: 20 });
    expect(afterFailure(last, failure('unknown'), NOW, 0)).toEqual({ end: 'needs_review', error });
  });

  it('to sign in asks for a new connection', () => {
    expect(afterFailure(op(), failure('signed-out'), NOW, 0)).toEqual({
      end: 'failed',
      reauthorize: true,
      error: {
        code: 'AD_ACCOUNT_REAUTHORIZE',
        message:
          'The ad platform no longer accepts the sign-in of this ad account. Connect the ad account again.',
      },
    });
  });

  it('that asks to slow down is waited for a whole day, and no answer as long as the platform says', () => {
    const day = op({ createdAt: ago(24 * 3_600_000) });
    expect(afterFailure(day, failure('slow-down'), NOW, 0).end).toBe('later');
    expect(afterFailure(op(), failure('not-sent', 5_000), NOW, 0)).toMatchObject({ delayMs: 5_000 });
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
    expect(searchFirst(op({ attempt: 2 }), rule, NOW)).toBe('none');
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

describe('doubt', () => {
  it('spaces searches by the quiet period, a minute at most, and waits without a setback', () => {
    const search = { missing: 1, adopted: 0 };
    const doubtful = op({ inDoubtSince: ago(1) });
    const spacing = (quietPeriodMs: number) =>
      afterSearch(doubtful, { quietPeriodMs, emptySearchesBeforeRecreate: 2 }, search);
    expect(spacing(180_000)).toEqual({ settled: false, emptySearches: 1, waitMs: 60_000 });
    expect(spacing(5_000)).toEqual({ settled: false, emptySearches: 1, waitMs: 5_000 });
    expect(waitInDoubt(60_000)).toEqual({
      end: 'later',
      delayMs: 60_000,
      step: 'an answer was lost; making sure that nothing is made twice',
      setback: false,
      error: null,
    });
  });

  it('of an earlier step on the publication goes on in the next one', () => {
    const earlier = { ...neighbour('publish', 4, 'failed'), inDoubtSince: ago(1) };
    expect(inheritsDoubt(op(), [neighbour('publish', 3, 'done'), earlier])).toBe(true);
    expect(inheritsDoubt(op(), [{ ...earlier, intentSeq: 5 }])).toBe(false);
    expect(inheritsDoubt(op(), [{ ...earlier, intentSeq: 6 }])).toBe(false);
    expect(inheritsDoubt(op(), [{ ...earlier, inDoubtSince: null }])).toBe(false);
    expect(inheritsDoubt(op({ inDoubtSince: ago(1) }), [earlier])).toBe(false);
    expect(inheritsDoubt(op(), [])).toBe(false);
  });

  it('of several steps lasts until the last of them can no longer take effect', () => {
    const lost = (ms: number) => ({ ...neighbour('publish', 4, 'failed'), inDoubtSince: ago(ms) });
    expect(lateEffectMs([lost(90_000), lost(60_000)], 'inDoubtSince', 100_000, NOW)).toBe(40_000);
    expect(lateEffectMs([], 'inDoubtSince', 100_000, NOW)).toBe(0);
  });
});

it('a step is given up after twenty attempts without an end', () => {
  expect([20, 21].map((setbacks) => isExhausted({ kind: 'publish', setbacks }))).toEqual([false, true]);
  expect(isExhausted({ kind: 'pause', setbacks: 1_000_000 })).toBe(false);
  expect(EXHAUSTED).toEqual({
    end: 'needs_review',
    error: { code: 'ATTEMPTS_EXHAUSTED', message: 'The step did not come to an end in 20 attempts.' },
  });
});

it('a lost activation is waited for until it can no longer take effect', () => {
  const lost = { ...neighbour('resume', 4, 'failed'), activationDoubtSince: ago(60_000) };
  expect(lateEffectMs([lost], 'activationDoubtSince', 180_000, NOW)).toBe(120_000);
  expect(lateEffectMs([lost], 'activationDoubtSince', 50_000, NOW)).toBe(0);
  expect(lateEffectMs([lost], 'inDoubtSince', 180_000, NOW)).toBe(0);
});

const MISMATCH = {
  kind: 'changed',
  objectKind: 'ad-group',
  objectName: 'Brand',
  path: 'adGroups.0.name',
  applied: 'Sale',
  found: null,
} as const;

it('a mismatch is told in words, five at most', () => {
  expect(mismatchOutcome([])).toBeNull();
  const many = Array.from({ length: 7 }, (_, n) => ({ ...MISMATCH, objectName: `p${n}` }));
  expect(mismatchOutcome(many)).toMatchObject({
    end: 'needs_review',
    error: { code: 'PLATFORM_MISMATCH', message: expect.stringMatching(/p4.*and 2 more/) as string },
  });
  expect(mismatchOutcome(many.slice(2))).toMatchObject({
    error: { message: expect.not.stringContaining('more') as string },
  });
});

it.each([
  [{}, 'ad group “Brand”: the name: wanted Sale, found nothing'],
  [{ found: 'x'.repeat(200) }, `ad group “Brand”: the name: wanted Sale, found ${'x'.repeat(80)}…`],
  [
    { path: 'dailyMicros', objectKind: 'campaign', applied: 50_010_000, found: 900_000_000 },
    'campaign “Brand”: the daily budget: wanted 50.01, found 900.00',
  ],
  [
    { path: 'adGroups.0.ads.1', applied: { a: 1 } },
    'ad group “Brand”: its content: wanted {"a":1}, found nothing',
  ],
  [{ kind: 'missing', path: 'adGroups.0' }, 'ad group “Brand” is not there'],
] as const)('a mismatch shows no path and no key: %j', (change, words) => {
  expect(mismatchOutcome([{ ...MISMATCH, ...change }])).toMatchObject({
    error: { message: `The platform holds something else: ${words}.` },
  });
});

it('a marker is the same for the same operation and another for another', () => {
  expect(markerOf('x')).toBe(markerOf('x'));
  expect(markerOf('x')).toMatch(/^sip-[0-9a-f]{10}$/);
  expect(markerOf('x')).not.toBe(markerOf('y'));
});
