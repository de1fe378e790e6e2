import { describe, expect, it } from 'vitest';
import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { SubmissionKind, SubmissionStatus } from '../../../../contracts/platforms/submissions.ts';
import { AT, publication } from '../../content/domain/testing/content.ts';
import { publicationsAfter } from './publications.ts';
import { target } from './testing/targets.ts';

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
