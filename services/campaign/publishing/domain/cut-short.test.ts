import { describe, expect, it } from 'vitest';
import { ANN, AT, BOB, campaignIn, publication } from '../../content/domain/testing/content.ts';
import { CUT_SHORT, decideCutShort, LAPSED, withCutShort } from './cut-short.ts';
import { mayRaise, newOperation } from './operation.ts';
import { outcomeOf } from './outcome.ts';
import { pauseSteps, publishSteps, removeSteps, resumeSteps } from './steps.ts';
import { target } from './testing/targets.ts';
import { unsettled } from '../../reviews/domain/unsettled.ts';

const ORIGIN = { id: BOB, requestedBy: ANN, at: AT };
const cancelled = { code: 'CANCELLED', message: 'It was cancelled before anything was activated.' };
const stored = (campaign = publishing, steps = publishSteps(campaign)) => ({
  ...newOperation(campaign, 'publish', steps, ORIGIN),
  shape: 1,
  cancelRequestedBy: null,
});
const publishing = campaignIn({
  status: 'publishing',
  platforms: ['google-ads'],
  publications: [publication('google-ads', 'publishing', { externalId: null })],
});
const { lapsed } = CUT_SHORT;

describe('a first publication that people cancel', () => {
  const { cancelled: ending } = CUT_SHORT;
  const activating = campaignIn({
    status: 'publishing',
    platforms: ['google-ads', 'linkedin-ads'],
    publications: [publication('google-ads', 'verified'), publication('linkedin-ads', 'verified')],
  });
  const both = publishSteps({ ...activating, publications: [] });
  const resumed = (one: 'done' | 'failed' | 'needs_review', other: 'done' | 'failed' | 'needs_review') =>
    [
      target('resume', 'google-ads', one, one === 'failed' ? { error: cancelled } : {}),
      target('resume', 'linkedin-ads', other, other === 'failed' ? { error: cancelled } : {}),
    ] as const;
  const ended = (targets: readonly ReturnType<typeof target>[], position = 1) => {
    const running = { ...stored(activating, both), position };
    const decision = decideCutShort(running, targets, ending);
    if (decision === null) throw new Error('it has not ended');
    return outcomeOf(activating, running, targets, decision, AT);
  };

  it('while it activates has made what is there, paused: nothing has failed, and it can be resumed', () => {
    const { campaign, stored: operation } = ended(resumed('failed', 'failed'));
    expect(operation.operation).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
    expect(campaign).toMatchObject({
      status: 'paused',
      publishedVersion: 1,
      publications: [
        { status: 'verified', error: null },
        { status: 'verified', error: null },
      ],
    });
    expect(resumeSteps(campaign)).toEqual([
      { name: 'activate', submissions: [{ kind: 'resume', platforms: ['google-ads', 'linkedin-ads'] }] },
    ]);
    const state = { campaign, last: operation.operation, publishedPlatforms: campaign.platforms };
    expect(unsettled(state)).toEqual([]);
  });

  it('before it activates, and after everything was made, is the same', () => {
    const made = [target('publish', 'google-ads', 'done'), target('publish', 'linkedin-ads', 'done')];
    const { campaign, stored: operation } = ended(made, 0);
    expect(operation.operation.status).toBe('cancelled');
    expect(campaign).toMatchObject({ status: 'paused', publishedVersion: 1 });
  });

  it.each([
    ['one platform serves already', resumed('done', 'failed'), 'cancelled'],
    ['it is not known whether one serves', resumed('needs_review', 'failed'), 'needs_review'],
  ] as const)('waits for a person where %s', (_what, targets, status) => {
    const { campaign, stored: operation } = ended(targets);
    expect(operation.operation.status).toBe(status);
    expect(campaign.status).toBe('needs_review');
    const state = { campaign, last: operation.operation, publishedPlatforms: campaign.platforms };
    expect(unsettled(state)).not.toEqual([]);
  });

  it('has failed where nothing was made', () => {
    const refused = [
      target('publish', 'google-ads', 'failed', { error: cancelled }),
      target('publish', 'linkedin-ads', 'failed', { error: cancelled }),
    ];
    expect(ended(refused, 0).campaign).toMatchObject({ status: 'failed', publishedVersion: null });
  });
});

describe('an operation whose approval has lapsed', () => {
  it('ends in a review that says what to do, and so does what it was about to make', () => {
    const decision = decideCutShort(stored(), [], lapsed);
    expect(decision).toEqual({ next: 'end', status: 'needs_review', error: LAPSED });
    const { campaign, stored: ended } = outcomeOf(publishing, stored(), [], lapsed, AT);
    expect(ended.operation).toMatchObject({ status: 'needs_review', error: LAPSED });
    expect(campaign).toMatchObject({
      status: 'needs_review',
      publications: [{ status: 'failed', error: LAPSED }],
    });
  });

  it('does not say of what a platform cancelled for it that a person cancelled it', () => {
    const targets = [target('publish', 'google-ads', 'failed', { error: cancelled })];
    expect(decideCutShort(stored(), targets, lapsed)).toBe(lapsed);
    const { campaign } = outcomeOf(publishing, stored(), targets, lapsed, AT);
    expect(campaign.publications).toMatchObject([{ status: 'failed', error: LAPSED }]);
  });

  it('is not at its end while a platform is at work, and is told as it ended where it ended all the same', () => {
    expect(decideCutShort(stored(), [target('publish', 'google-ads', 'running')], lapsed)).toBeNull();
    const last = stored(publishing, publishSteps(publishing).slice(0, 1));
    const done = [target('publish', 'google-ads', 'done')];
    expect(decideCutShort(last, done, lapsed)).toMatchObject({ status: 'succeeded' });
    // the next step, which would let it serve, is none of it
    expect(decideCutShort(stored(), done, lapsed)).toBe(lapsed);
  });

  it('leaves the publications of every other end as they are', () => {
    const { publications } = publishing;
    const failed = { next: 'end', status: 'failed', error: { code: 'X', message: 'x' } } as const;
    expect(withCutShort(publications, failed, AT)).toBe(publications);
    expect(withCutShort(publications, { next: 'step' }, AT)).toBe(publications);
  });
});

describe('what an operation has still to do', () => {
  const held = campaignIn({
    status: 'paused',
    publishedVersion: 1,
    publications: [publication('google-ads', 'paused'), publication('linkedin-ads', 'active')],
  });
  const resuming = newOperation(held, 'resume', resumeSteps(held), ORIGIN);
  it.each([
    ['a publish', stored(), true],
    ['a resume', resuming, true],
    ['a resume that was found to raise nothing', { ...resuming, raises: false }, false],
    ['a publish of which only what is left out is to be removed', { ...stored(), position: 2 }, false],
    ['a pause', newOperation(held, 'pause', pauseSteps(held), ORIGIN), false],
    ['a removal', newOperation(held, 'remove', removeSteps(held), ORIGIN), false],
  ])('may raise what is spent or not: %s', (_what, operation, raises) => {
    expect(mayRaise(operation)).toBe(raises);
  });
});
