import { describe, expect, it } from 'vitest';
import { ANN, AT, BOB, campaignIn } from '../../content/domain/testing/content.ts';
import { newOperation } from './operation.ts';
import { progressOf, waitingFor, withTargets } from './progress.ts';
import { publishSteps } from './steps.ts';
import { both, target } from './testing/targets.ts';

describe('the progress of an operation', () => {
  const steps = publishSteps(campaignIn());
  const origin = { id: BOB, requestedBy: ANN, at: AT };
  const stored = {
    ...newOperation(campaignIn(), 'publish', steps, origin),
    shape: 1,
    cancelRequestedBy: null,
  };
  const later = new Date(AT.getTime() + 1_000);

  it('tells the step and how far each target is', () => {
    expect(progressOf(steps, 0, both('publish', 'running', 'done'))).toEqual({
      done: 0,
      total: 2,
      step: 'prepare, Google Ads 1/3 creating',
    });
    expect(progressOf(steps, 2, [])).toEqual({ done: 2, total: 2, step: 'done' });
  });

  it('tells of both while both are at work, and of none when none is', () => {
    expect(progressOf(steps, 1, both('resume', 'running', 'pending'))).toEqual({
      done: 1,
      total: 2,
      step: 'activate, Google Ads 1/3 creating, LinkedIn Ads 1/3 creating',
    });
    expect(progressOf(steps, 1, both('resume', 'done', 'failed')).step).toBe('activate');
  });

  it('is no longer than two hundred characters', () => {
    const wordy = target('publish', 'google-ads', 'running', {
      progress: { done: 1, total: 3, step: 'x'.repeat(300) },
    });
    const { step } = progressOf(steps, 0, [wordy]);
    expect(step).toHaveLength(200);
    expect(step).toMatch(/^prepare, Google Ads 1\/3 x+$/);
  });

  it('runs from the first look at its targets, and says when nobody can be asked', () => {
    const seen = withTargets(stored, both('publish', 'pending', 'done'), later).operation;
    const running = { ...stored.operation, status: 'running', updatedAt: later.toISOString() };
    expect(seen).toEqual({
      ...running,
      progress: { done: 0, total: 2, step: 'prepare, Google Ads 1/3 creating' },
    });
    expect(waitingFor('platforms', stored, later)).toEqual({
      ...stored,
      operation: { ...running, progress: { done: 0, total: 2, step: 'prepare, waiting for platforms' } },
    });
  });

  it.each([
    ['The sign-in was refused (invalid_grant).', 'The sign-in was refused (invalid_grant).'],
    ['The sign-in was refused.', 'The sign-in was refused. (invalid_grant)'],
  ])('says the code of what stands against a stop once: %s', (message, said) => {
    const pause = { ...stored, operation: { ...stored.operation, kind: 'pause' as const } };
    const unproved = target('pause', 'google-ads', 'running', { error: { code: 'invalid_grant', message } });
    const { error } = withTargets(pause, [unproved], later).operation;
    expect(error?.code).toBe('PAUSE_UNPROVED');
    expect(error?.message.endsWith(`it said last: ${said}`)).toBe(true);
    expect(error?.message.split('invalid_grant')).toHaveLength(2);
  });
});
