import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { ANN, AT, BOB, campaignIn, publication } from '../../content/domain/testing/content.ts';
import { decide, type TargetStatus } from './decision.ts';
import { newOperation, type Step } from './operation.ts';
import { outcomeOf } from './outcome.ts';
import { pauseSteps, publishSteps, resumeSteps } from './steps.ts';
import { both } from './testing/targets.ts';

describe('the campaign when its operation has ended', () => {
  const publishing = campaignIn({
    status: 'publishing',
    publications: [publication('google-ads', 'publishing'), publication('linkedin-ads', 'publishing')],
  });
  const live = campaignIn({
    status: 'active',
    version: 2,
    publishedVersion: 1,
    publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
  });
  const paused = campaignIn({
    status: 'paused',
    publishedVersion: 1,
    publications: [publication('google-ads', 'paused'), publication('linkedin-ads', 'paused')],
  });
  const verified = {
    ...publishing,
    publications: [publication('google-ads', 'verified'), publication('linkedin-ads', 'verified')],
  };
  const pauses = pauseSteps(live);
  it.each<[string, Campaign, Parameters<typeof newOperation>[1], Step[], number, TargetStatus[], object]>([
    [
      'made, not yet active',
      publishing,
      'publish',
      publishSteps(publishing),
      0,
      both('publish', 'done', 'done'),
      { status: 'publishing', publishedVersion: 1 },
    ],
    [
      'published',
      verified,
      'publish',
      publishSteps(verified).slice(-1),
      0,
      both('resume', 'done', 'done'),
      { status: 'active', publishedVersion: 1 },
    ],
    [
      'nothing serves',
      publishing,
      'publish',
      publishSteps(publishing),
      0,
      both('publish', 'done', 'failed'),
      { status: 'failed', publishedVersion: null },
    ],
    [
      'half active',
      verified,
      'publish',
      publishSteps(verified).slice(-1),
      0,
      both('resume', 'done', 'failed'),
      { status: 'needs_review', publishedVersion: 1 },
    ],
    [
      'none active',
      verified,
      'publish',
      publishSteps(verified).slice(-1),
      0,
      both('resume', 'failed', 'failed'),
      { status: 'failed' },
    ],
    [
      'changed',
      live,
      'update',
      publishSteps(live),
      0,
      both('update', 'done', 'done'),
      { status: 'active', publishedVersion: 2 },
    ],
    [
      'half changed: what is live goes on',
      live,
      'update',
      publishSteps(live),
      0,
      both('update', 'done', 'failed'),
      { status: 'active', publishedVersion: 1 },
    ],
    [
      'change unclear',
      live,
      'update',
      publishSteps(live),
      0,
      both('update', 'done', 'needs_review'),
      { status: 'needs_review' },
    ],
    ['paused', live, 'pause', pauses, 0, both('pause', 'done', 'done'), { status: 'paused' }],
    ['half paused', live, 'pause', pauses, 0, both('pause', 'done', 'failed'), { status: 'needs_review' }],
    [
      'not resumed',
      paused,
      'resume',
      resumeSteps(paused),
      0,
      both('resume', 'failed', 'failed'),
      { status: 'paused' },
    ],
    [
      'half resumed',
      paused,
      'resume',
      resumeSteps(paused),
      0,
      both('resume', 'done', 'failed'),
      { status: 'needs_review' },
    ],
    [
      'resumed',
      paused,
      'resume',
      resumeSteps(paused),
      0,
      both('resume', 'done', 'done'),
      { status: 'active' },
    ],
  ])('%s', (_, campaign, kind, steps, position, targets, wanted) => {
    const started = newOperation(campaign, kind, steps, { id: BOB, requestedBy: ANN, at: AT });
    const decision = decide(steps, position, targets);
    if (decision === null) throw new Error('a target is still at work');
    const after = outcomeOf(campaign, { ...started, position, shape: 1 }, targets, decision, AT);
    expect(after.campaign).toMatchObject(wanted);
    expect(after.ended).toBe(decision.next === 'end');
    if (after.ended) expect(after.stored.operation.result?.publications).toEqual(after.campaign.publications);
    else expect(after.stored).toMatchObject({ position: position + 1, operation: { status: 'running' } });
  });
});
