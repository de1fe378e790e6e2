import { describe, expect, it } from 'vitest';
import type { LedgerObject } from './op.ts';
import { toStatus, type SubmissionProgress } from './progress.ts';

const object = (
  key: string,
  state: LedgerObject['state'],
  externalId: string | null = '7',
): LedgerObject => ({
  key,
  kind: key === 'campaign' ? 'campaign' : 'ad',
  externalId,
  state,
  opId: 'op',
});
const OBJECTS = [
  object('campaign', 'active', '1'),
  object('ad/1', 'paused', '2'),
  object('ad/2', 'planned', null),
  object('ad/3', 'removed', '4'),
];
const progress = (changes: Partial<SubmissionProgress> = {}): SubmissionProgress => ({
  kind: 'publish',
  platform: 'google-ads',
  state: 'running',
  step: 'making what is missing',
  error: null,
  objects: OBJECTS,
  leftAsFound: null,
  notBefore: null,
  ...changes,
});

describe('the status of a submission', () => {
  it.each([
    ['publish', { done: 2, total: 4 }],
    ['update', { done: 2, total: 4 }],
    ['resume', { done: 1, total: 4 }],
    ['pause', { done: 1, total: 4 }],
    ['remove', { done: 1, total: 5 }],
  ] as const)('counts what a %s has reached, and one more for the proof', (kind, expected) => {
    expect(toStatus(progress({ kind })).progress).toEqual({ ...expected, step: 'making what is missing' });
  });

  it('says until when it waits while it goes on', () => {
    const notBefore = new Date('2026-03-01T10:00:00.000Z');
    expect(toStatus(progress({ notBefore })).waitsUntil).toBe('2026-03-01T10:00:00.000Z');
    expect(toStatus(progress()).waitsUntil).toBeNull();
    expect(toStatus(progress({ state: 'failed', notBefore })).waitsUntil).toBeNull();
  });

  it('is complete when the step is done, whatever the objects say', () => {
    expect(toStatus(progress({ state: 'done', step: 'done' })).progress).toEqual({
      done: 4,
      total: 4,
      step: 'done',
    });
    expect(toStatus(progress({ state: 'failed', objects: [] })).progress).toMatchObject({
      done: 0,
      total: 1,
    });
  });

  it('tells platform, kind, state, error and every object without its step', () => {
    const error = { code: 'CODE', message: 'No.' };
    expect(toStatus(progress({ state: 'failed', error }))).toMatchObject({
      platform: 'google-ads',
      kind: 'publish',
      state: 'failed',
      error,
      objects: OBJECTS.map(({ key, kind, externalId, state }) => ({ key, kind, externalId, state })),
    });
    expect(toStatus(progress()).objects[0]).not.toHaveProperty('opId');
  });

  it('names the campaign on the platform while there is one', () => {
    expect(toStatus(progress()).campaignExternalId).toBe('1');
    for (const campaign of [object('campaign', 'removed', '1'), object('campaign', 'planned', null)])
      expect(
        toStatus(progress({ objects: [campaign, object('ad/1', 'active')] })).campaignExternalId,
      ).toBeNull();
  });
});
