import { describe, expect, it } from 'vitest';
import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { SubmissionKind, SubmissionStatus } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { newOperation, publishSteps, resumeSteps, pauseSteps, type Step } from './operation.ts';
import { advanced } from './outcome.ts';
import { decide, progressOf, publicationsAfter, type TargetStatus } from './saga.ts';
import { ANN, AT, BOB, campaignIn, publication } from '../../content/domain/testing/content.ts';

const target = (
  kind: SubmissionKind,
  platform: Platform,
  state: SubmissionStatus['state'],
  over: Partial<TargetStatus> = {},
): TargetStatus => ({
  kind,
  platform,
  state,
  progress: { done: 1, total: 3, step: 'creating' },
  campaignExternalId: 'x1',
  error: state === 'failed' || state === 'needs_review' ? { code: 'NO', message: 'no' } : null,
  ...over,
});
const both = (
  kind: SubmissionKind,
  google: SubmissionStatus['state'],
  linkedIn: SubmissionStatus['state'],
) => [target(kind, 'google-ads', google), target(kind, 'linkedin-ads', linkedIn)];
const kinds = (steps: Step[]) =>
  steps.map((s) => `${s.name}: ${s.submissions.map((x) => `${x.kind} ${x.platforms.join('+')}`).join(', ')}`);

describe('the steps of publishing', () => {
  it.each<[string, Partial<Campaign>, string[]]>([
    [
      'the first time: make both, then activate both',
      {},
      ['prepare: publish google-ads+linkedin-ads', 'activate: resume google-ads+linkedin-ads'],
    ],
    [
      'again after one failed: make that one, then activate both',
      {
        status: 'failed',
        publications: [publication('google-ads', 'verified'), publication('linkedin-ads', 'failed')],
      },
      ['prepare: publish linkedin-ads', 'activate: resume google-ads+linkedin-ads'],
    ],
    [
      'a live campaign: the differences only',
      {
        status: 'active',
        version: 2,
        publishedVersion: 1,
        publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
      },
      ['prepare: update google-ads+linkedin-ads'],
    ],
    [
      'a paused campaign with a new platform: nothing is activated',
      {
        status: 'paused',
        version: 2,
        publishedVersion: 1,
        publications: [publication('google-ads', 'paused')],
      },
      ['prepare: publish linkedin-ads, update google-ads'],
    ],
    [
      'without a platform that was live: it is removed last',
      {
        status: 'active',
        version: 2,
        publishedVersion: 1,
        platforms: ['google-ads'],
        publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
      },
      ['prepare: update google-ads', 'retire: remove linkedin-ads'],
    ],
    [
      'the version that is held already: nothing',
      {
        status: 'active',
        publishedVersion: 1,
        publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
      },
      [],
    ],
  ])('%s', (_, over, wanted) => {
    expect(kinds(publishSteps(campaignIn(over)))).toEqual(wanted);
  });

  it('pausing takes what serves or may serve, resuming what is held', () => {
    const publications = [publication('google-ads', 'active'), publication('linkedin-ads', 'needs_review')];
    expect(kinds(pauseSteps(campaignIn({ publications })))).toEqual(['pause: pause google-ads+linkedin-ads']);
    const paused = [publication('google-ads', 'paused'), publication('linkedin-ads', 'removed')];
    expect(kinds(resumeSteps(campaignIn({ publications: paused })))).toEqual(['activate: resume google-ads']);
  });
});

describe('what follows from the targets', () => {
  const steps = publishSteps(campaignIn());
  const updating: Step[] = [
    { name: 'prepare', submissions: [{ kind: 'update', platforms: ['google-ads', 'linkedin-ads'] }] },
  ];
  const pausing: Step[] = [
    { name: 'pause', submissions: [{ kind: 'pause', platforms: ['google-ads', 'linkedin-ads'] }] },
  ];
  const wait = { next: 'wait' };
  const end = (status: string) => ({ next: 'end', status });
  it.each<[string, Step[], number, TargetStatus[], object]>([
    ['nothing is known yet', steps, 0, [], wait],
    ['one is known, the other not', steps, 0, [target('publish', 'google-ads', 'done')], wait],
    ['one runs', steps, 0, both('publish', 'done', 'running'), wait],
    ['one failed, the other still runs', steps, 0, both('publish', 'failed', 'pending'), wait],
    ['the answers are of another kind', steps, 1, both('publish', 'done', 'done'), wait],
    ['both verified', steps, 0, both('publish', 'done', 'done'), { next: 'step' }],
    ['one could not be made: nothing serves', steps, 0, both('publish', 'done', 'failed'), end('failed')],
    ['one is unclear', steps, 0, both('publish', 'done', 'needs_review'), end('needs_review')],
    ['unclear wins over failed', steps, 0, both('publish', 'failed', 'needs_review'), end('needs_review')],
    ['both active', steps, 1, both('resume', 'done', 'done'), end('succeeded')],
    ['one active, one not', steps, 1, both('resume', 'done', 'failed'), end('needs_review')],
    ['none could be activated', steps, 1, both('resume', 'failed', 'failed'), end('failed')],
    ['both changed', updating, 0, both('update', 'done', 'done'), end('succeeded')],
    ['one changed, one not', updating, 0, both('update', 'done', 'failed'), end('needs_review')],
    ['neither changed', updating, 0, both('update', 'failed', 'failed'), end('failed')],
    ['one did not pause', pausing, 0, both('pause', 'done', 'failed'), end('needs_review')],
    ['neither paused', pausing, 0, both('pause', 'failed', 'failed'), end('needs_review')],
    ['beyond the last step', steps, 2, [], end('succeeded')],
  ])('%s', (_, planned, position, targets, wanted) => {
    expect(decide(planned, position, targets)).toMatchObject(wanted);
  });

  it('tells the step and how far each target is', () => {
    expect(progressOf(steps, 0, both('publish', 'running', 'done'))).toEqual({
      done: 0,
      total: 2,
      step: 'prepare, google-ads 1/3 creating',
    });
    expect(progressOf(steps, 2, [])).toEqual({ done: 2, total: 2, step: 'done' });
  });
});

describe('publications after a target has settled', () => {
  it.each<[Publication['status'], SubmissionKind, SubmissionStatus['state'], Partial<Publication>]>([
    ['publishing', 'publish', 'done', { status: 'verified', version: 2, externalId: 'x1', error: null }],
    [
      'publishing',
      'publish',
      'failed',
      { status: 'failed', version: 1, error: { code: 'NO', message: 'no' } },
    ],
    ['publishing', 'publish', 'running', { status: 'publishing' }],
    ['publishing', 'publish', 'needs_review', { status: 'needs_review' }],
    ['verified', 'resume', 'done', { status: 'active', version: 1 }],
    ['verified', 'resume', 'failed', { status: 'failed' }],
    ['paused', 'resume', 'failed', { status: 'paused', error: { code: 'NO', message: 'no' } }],
    ['active', 'update', 'done', { status: 'active', version: 2 }],
    ['active', 'update', 'failed', { status: 'active', version: 1, error: { code: 'NO', message: 'no' } }],
    ['active', 'pause', 'done', { status: 'paused' }],
    ['active', 'pause', 'failed', { status: 'active', error: { code: 'NO', message: 'no' } }],
    ['active', 'pause', 'needs_review', { status: 'needs_review' }],
    ['active', 'remove', 'done', { status: 'removed' }],
    ['active', 'remove', 'failed', { status: 'active' }],
  ])('%s + %s %s', (status, kind, state, wanted) => {
    const before = [publication('google-ads', status)];
    const [after] = publicationsAfter(before, [target(kind, 'google-ads', state)], 2, AT);
    expect(after).toMatchObject(wanted);
  });
});

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
    const running = {
      ...newOperation(campaign, kind, steps, { id: BOB, requestedBy: ANN, at: AT }),
      position,
    };
    const decision = decide(steps, position, targets);
    if (decision.next === 'wait') throw new Error('the targets have not settled');
    const after = advanced(campaign, running, targets, decision, AT);
    expect(after.campaign).toMatchObject(wanted);
    expect(after.ended).toBe(decision.next === 'end');
    if (after.ended)
      expect(after.running.operation.result?.publications).toEqual(after.campaign.publications);
    else expect(after.running).toMatchObject({ position: position + 1, operation: { status: 'running' } });
  });
});
