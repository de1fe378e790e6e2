import { describe, expect, it } from 'vitest';
import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { SubmissionKind, SubmissionStatus } from '../../../../contracts/platforms/submissions.ts';
import { AT, publication } from '../../content/domain/testing/content.ts';
import { publicationsAfter, UNPROVED } from './publications.ts';
import { target } from './testing/targets.ts';

const later = new Date(AT.getTime() + 60_000);
const NO = { code: 'NO', message: 'no' };
const before = (status: Publication['status']) =>
  publication('google-ads', status, { error: { code: 'OLD', message: 'old' } });

describe('a publication after its target has settled', () => {
  it.each<[Publication['status'], SubmissionKind, SubmissionStatus['state'], Partial<Publication>]>([
    ['publishing', 'publish', 'done', { status: 'verified', version: 2, error: null }],
    ['publishing', 'publish', 'failed', { status: 'failed', version: 1, error: NO }],
    ['publishing', 'publish', 'needs_review', { status: 'needs_review', version: 1, error: NO }],
    ['verified', 'resume', 'done', { status: 'active', version: 1, error: null }],
    ['verified', 'resume', 'failed', { status: 'failed', version: 1, error: NO }],
    ['verified', 'resume', 'needs_review', { status: 'needs_review', version: 1, error: NO }],
    ['paused', 'resume', 'done', { status: 'active', version: 1, error: null }],
    ['paused', 'resume', 'failed', { status: 'paused', version: 1, error: NO }],
    ['paused', 'publish', 'failed', { status: 'failed', version: 1, error: NO }],
    ['active', 'update', 'done', { status: 'active', version: 2, error: null }],
    ['paused', 'update', 'done', { status: 'paused', version: 2, error: null }],
    ['active', 'update', 'failed', { status: 'active', version: 1, error: NO }],
    ['active', 'update', 'needs_review', { status: 'needs_review', version: 1, error: NO }],
    ['active', 'pause', 'done', { status: 'paused', version: 1 }],
    ['needs_review', 'pause', 'done', { status: 'paused', version: 1 }],
    ['publishing', 'pause', 'done', { status: 'failed', version: 1 }],
    ['failed', 'pause', 'done', { status: 'failed', version: 1 }],
    ['active', 'pause', 'failed', { status: 'active', version: 1, error: NO }],
    ['active', 'pause', 'needs_review', { status: 'needs_review', version: 1, error: NO }],
    ['active', 'remove', 'done', { status: 'removed', version: 1, error: null }],
    ['active', 'remove', 'failed', { status: 'active', version: 1, error: NO }],
    ['active', 'remove', 'needs_review', { status: 'needs_review', version: 1, error: NO }],
  ])('%s + %s %s', (status, kind, state, wanted) => {
    const after = publicationsAfter([before(status)], [target(kind, 'google-ads', state)], 2, later);
    const settled = { externalId: 'x1', updatedAt: later.toISOString() };
    expect(after).toEqual([{ ...before(status), ...wanted, ...settled }]);
  });

  it('keeps the id that the platform gave before when it gives none now', () => {
    const silent = target('update', 'google-ads', 'done', { campaignExternalId: null });
    const [after] = publicationsAfter([before('active')], [silent], 2, later);
    expect(after?.externalId).toBe('google-ads-1');
  });

  it('is removed, and not paused, when the platform says that it is gone', () => {
    const error = { code: 'PLATFORM_OBJECT_GONE', message: 'gone' };
    const gone = target('pause', 'google-ads', 'failed', { error });
    const [after] = publicationsAfter([before('active')], [gone], 2, later);
    expect(after).toMatchObject({ status: 'removed', error });
  });

  it('is paused as before after a resume that people cancelled, and waits for nobody', () => {
    const error = {
      code: 'CANCELLED',
      message: 'It was cancelled before anything was activated; it stays as it was.',
    };
    const cancelled = target('resume', 'google-ads', 'failed', { error });
    const idle = publication('google-ads', 'paused');
    const [after] = publicationsAfter([idle], [cancelled], 2, later);
    expect(after).toMatchObject({ status: 'paused', error: null });
    const inDoubt = target('resume', 'google-ads', 'needs_review', { error });
    expect(publicationsAfter([idle], [inDoubt], 2, later)[0]).toMatchObject({
      status: 'needs_review',
      error,
    });
  });

  it('that asked people to look because a pause was not proved asks no more when it is', () => {
    const unproved = publication('google-ads', 'needs_review', { error: { code: UNPROVED, message: 'x' } });
    const [after] = publicationsAfter([unproved], [target('pause', 'google-ads', 'done')], 2, later);
    expect(after).toMatchObject({ status: 'paused', error: null });
  });

  it('says so when the platform gave no reason', () => {
    for (const state of ['failed', 'needs_review'] as const) {
      const silent = target('update', 'google-ads', state, { error: null });
      const [after] = publicationsAfter([before('active')], [silent], 2, later);
      expect(after?.error).toEqual({ code: 'PLATFORM_FAILED', message: 'The platform gave no reason.' });
    }
  });
});

it.each(['pending', 'running'] as const)('a publication is untouched while its target is %s', (state) => {
  const publications = [before('publishing')];
  const [after] = publicationsAfter(publications, [target('publish', 'google-ads', state)], 2, later);
  expect(after).toBe(publications[0]);
});

it('each publication follows the target of its own platform; one without a target is untouched', () => {
  const publications = [publication('linkedin-ads', 'active'), publication('google-ads', 'active')];
  const [linkedIn, google] = publicationsAfter(
    publications,
    [target('pause', 'google-ads', 'done')],
    2,
    later,
  );
  expect(linkedIn).toBe(publications[0]);
  expect(google).toMatchObject({ platform: 'google-ads', status: 'paused' });
});
