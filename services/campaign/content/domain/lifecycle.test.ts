import { describe, expect, it } from 'vitest';
import { CAMPAIGN_STATUSES, type CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import { LIFECYCLE, OUTCOMES, statusAfter, type Verb } from './lifecycle.ts';

const LIVE = ['active', 'paused', 'needs_review'] as const;
const same = (statuses: readonly CampaignStatus[]) => Object.fromEntries(statuses.map((s) => [s, s]));
const VERBS = Object.keys(LIFECYCLE) as Verb[];

/** What may be done with a campaign that was never published, and where it leads, as a person would say it. */
const FOLLOWS: Record<Verb, Partial<Record<CampaignStatus, CampaignStatus>>> = {
  edit: { draft: 'draft', in_review: 'draft', approved: 'draft', failed: 'draft', ...same(LIVE) },
  submit: { draft: 'in_review', in_review: 'in_review', failed: 'in_review', ...same(LIVE) },
  approve: { in_review: 'approved', failed: 'approved', ...same(LIVE) },
  reject: { in_review: 'draft', failed: 'draft', ...same(LIVE) },
  publish: {
    approved: 'publishing',
    failed: 'publishing',
    needs_review: 'publishing',
    ...same(['active', 'paused']),
  },
  pause: same(CAMPAIGN_STATUSES),
  resume: same(['paused']),
  complete: { active: 'completed' },
  archive: Object.fromEntries(
    ['draft', 'in_review', 'approved', 'paused', 'completed', 'failed', 'needs_review', 'archived'].map(
      (s) => [s, 'archived'],
    ),
  ),
};

describe('the lifecycle', () => {
  it.each(VERBS.flatMap((verb) => CAMPAIGN_STATUSES.map((status) => [verb, status] as const)))(
    '%s in %s',
    (verb, status) => {
      const attempt = () => statusAfter(verb, { status, publishedVersion: null });
      const next = FOLLOWS[verb][status];
      if (next !== undefined) expect(attempt()).toBe(next);
      else
        expect(attempt).toThrow(
          expect.objectContaining({
            code: 'CAMPAIGN_STATE_CONFLICT',
            public: { detail: `A campaign in status ${status} does not allow ${verb}.` },
          }),
        );
    },
  );

  it('leaves the status alone once something is published: it says what is live', () => {
    for (const verb of ['edit', 'submit', 'approve', 'reject'] as const)
      for (const status of ['active', 'paused', 'failed', 'needs_review'] as const)
        expect(statusAfter(verb, { status, publishedVersion: 1 })).toBe(status);
  });

  it('allows nothing in archived but archiving again and a pause, and nothing but a pause while publishing', () => {
    for (const verb of VERBS) {
      if (verb !== 'pause') expect(LIFECYCLE[verb].publishing).toBeUndefined();
      if (verb !== 'archive' && verb !== 'pause') expect(LIFECYCLE[verb].archived).toBeUndefined();
    }
  });

  it.each([
    ['publish', 'failed', 'publishing'],
    ['publish', 'needs_review', 'publishing'],
    ['complete', 'active', 'completed'],
    ['archive', 'paused', 'archived'],
  ] as const)('follows what is done with what is published: %s in %s leads to %s', (verb, status, next) => {
    expect(statusAfter(verb, { status, publishedVersion: 1 })).toBe(next);
  });

  it('knows where an operation may leave a campaign', () => {
    expect(OUTCOMES).toEqual({
      publishing: ['active', 'paused', 'failed', 'needs_review'],
      active: ['active', 'paused', 'needs_review'],
      paused: ['paused', 'active', 'needs_review'],
      failed: ['failed', 'paused', 'needs_review'],
      needs_review: ['paused', 'active', 'failed', 'needs_review'],
      draft: ['draft', 'needs_review'],
      in_review: ['in_review', 'needs_review'],
      approved: ['approved', 'needs_review'],
      completed: ['completed', 'needs_review'],
      archived: ['archived', 'needs_review'],
    });
  });

  it('has an outcome for every status in which an operation can run', () => {
    for (const verb of ['publish', 'pause', 'resume'] as const)
      for (const status of Object.values(LIFECYCLE[verb])) expect(OUTCOMES[status]).toBeDefined();
  });
});
