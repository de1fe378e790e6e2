import { describe, expect, it } from 'vitest';
import { ANN, AT, BOB, campaignIn } from '../../content/domain/testing/content.ts';
import { newOperation } from './operation.ts';
import { progressOf, waitingForPlatforms, withTargets } from './progress.ts';
import { publishSteps } from './steps.ts';
import { both } from './testing/targets.ts';

describe('the progress of an operation', () => {
  const steps = publishSteps(campaignIn());
  const origin = { id: BOB, requestedBy: ANN, at: AT };
  const stored = { ...newOperation(campaignIn(), 'publish', steps, origin), shape: 1 };
  const later = new Date(AT.getTime() + 1_000);

  it('tells the step and how far each target is', () => {
    expect(progressOf(steps, 0, both('publish', 'running', 'done'))).toEqual({
      done: 0,
      total: 2,
      step: 'prepare, google-ads 1/3 creating',
    });
    expect(progressOf(steps, 2, [])).toEqual({ done: 2, total: 2, step: 'done' });
  });

  it('runs from the first look at its targets, and says when nobody can be asked', () => {
    const seen = withTargets(stored, both('publish', 'pending', 'done'), later).operation;
    expect(seen).toMatchObject({ status: 'running', updatedAt: later.toISOString() });
    expect(seen.progress.step).toBe('prepare, google-ads 1/3 creating');
    const waiting = waitingForPlatforms(stored, later).operation;
    expect(waiting).toMatchObject({ status: 'running', updatedAt: later.toISOString() });
    expect(waiting.progress).toEqual({ done: 0, total: 2, step: 'prepare, waiting for platforms' });
  });
});
