import { describe, expect, it } from 'vitest';
import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
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
    const after = outcomeOf(
      campaign,
      { ...started, position, shape: 1, cancelRequestedBy: null },
      targets,
      decision,
      AT,
    );
    expect(after.campaign).toMatchObject(wanted);
    expect(after.ended).toBe(decision.next === 'end');
    if (after.ended) expect(after.stored.operation.result?.publications).toEqual(after.campaign.publications);
    else expect(after.stored).toMatchObject({ position: position + 1, operation: { status: 'running' } });
  });
});

describe('what is saved after a step', () => {
  const later = new Date(AT.getTime() + 60_000);
  const updatedAt = later.toISOString();
  const error = { code: 'NO', message: 'LinkedIn Ads: no' };
  const on = (status: Publication['status'], overrides: Partial<Publication> = {}) => [
    publication('google-ads', status, overrides),
    publication('linkedin-ads', status, overrides),
  ];
  function stepOf(
    campaign: Campaign,
    kind: Operation['kind'],
    position: number,
    targets: TargetStatus[],
    steps = publishSteps(campaign),
  ) {
    const stored = {
      ...newOperation(campaign, kind, steps, { id: BOB, requestedBy: ANN, at: AT }),
      position,
      shape: 1,
      cancelRequestedBy: null,
    };
    const decision = decide(steps, position, targets);
    if (decision === null) throw new Error('a target is still at work');
    return { stored, after: outcomeOf(campaign, stored, targets, decision, later) };
  }
  const first = campaignIn({ status: 'publishing', publications: on('publishing') });

  it('is the next step with its progress, while the operation runs', () => {
    const { stored, after } = stepOf(first, 'publish', 0, both('publish', 'done', 'done'));
    expect(after).toEqual({
      campaign: {
        ...first,
        publications: on('verified', { externalId: 'x1', updatedAt }),
        publishedVersion: 1,
        updatedAt,
      },
      stored: {
        ...stored,
        position: 1,
        operation: {
          ...stored.operation,
          status: 'running',
          progress: { done: 1, total: 2, step: 'activate' },
          updatedAt,
        },
      },
      ended: false,
    });
  });

  it('is the success of all steps, and what the platforms hold', () => {
    const made = { ...first, publications: on('verified') };
    const steps = publishSteps(first);
    const { stored, after } = stepOf(made, 'publish', 1, both('resume', 'done', 'done'), steps);
    const publications = on('active', { externalId: 'x1', updatedAt });
    expect(after).toEqual({
      campaign: { ...made, status: 'active', publications, publishedVersion: 1, updatedAt },
      stored: {
        ...stored,
        operation: {
          ...stored.operation,
          status: 'succeeded',
          progress: { done: 2, total: 2, step: 'done' },
          result: { publications, leftAsFound: [] },
          updatedAt,
        },
      },
      ended: true,
    });
  });

  it('is the reason of a failure, and how far the operation came', () => {
    const { after } = stepOf(first, 'publish', 0, both('publish', 'done', 'failed'));
    expect(after.stored.operation).toMatchObject({
      status: 'failed',
      error,
      progress: { done: 0, total: 2, step: 'prepare' },
    });
  });

  it('is a success also when the last step was done before', () => {
    const made = { ...first, publications: on('active') };
    const steps = publishSteps(first);
    const { after } = stepOf(made, 'publish', steps.length, [], steps);
    expect(after.campaign).toMatchObject({ status: 'active', publishedVersion: 1 });
    expect(after.stored.operation).toMatchObject({ status: 'succeeded', error: null });
  });

  it.each([null, 1])('a pause publishes nothing: the published version stays %s', (publishedVersion) => {
    const publications = on('active');
    const campaign = campaignIn({ status: 'needs_review', version: 2, publications, publishedVersion });
    const { after } = stepOf(campaign, 'pause', 0, both('pause', 'done', 'done'), pauseSteps(campaign));
    expect(after.campaign).toMatchObject({ status: 'paused', publishedVersion });
  });

  it('a resume publishes nothing', () => {
    const campaign = campaignIn({ status: 'paused', version: 2, publications: on('paused') });
    const { after } = stepOf(campaign, 'resume', 0, both('resume', 'done', 'done'), resumeSteps(campaign));
    expect(after.campaign).toMatchObject({ status: 'active', publishedVersion: null });
  });
});
