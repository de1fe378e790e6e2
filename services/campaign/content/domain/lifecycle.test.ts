import { describe, expect, it } from 'vitest';
import { CAMPAIGN_STATUSES, type CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import { LIFECYCLE, OUTCOMES, statusAfter, type Verb } from './lifecycle.ts';

const VERBS = Object.keys(LIFECYCLE) as Verb[];

/** Who may do what, written down once more as a person would say it. */
const ALLOWED: Record<Verb, CampaignStatus[]> = {
  edit: ['draft', 'in_review', 'approved', 'active', 'paused', 'failed', 'needs_review'],
  submit: ['draft', 'active', 'paused', 'failed', 'needs_review'],
  approve: ['in_review', 'active', 'paused', 'failed', 'needs_review'],
  reject: ['in_review', 'active', 'paused', 'failed', 'needs_review'],
  publish: ['approved', 'active', 'paused', 'failed', 'needs_review'],
  pause: ['active', 'needs_review'],
  resume: ['paused'],
  complete: ['active'],
  archive: ['draft', 'in_review', 'approved', 'paused', 'completed', 'failed', 'archived'],
};

describe('the lifecycle', () => {
  it.each(VERBS.flatMap((verb) => CAMPAIGN_STATUSES.map((status) => [verb, status] as const)))(
    '%s in %s',
    (verb, status) => {
      const attempt = () => statusAfter(verb, { status, publishedVersion: null });
      if (ALLOWED[verb].includes(status)) expect(CAMPAIGN_STATUSES).toContain(attempt());
      else expect(attempt).toThrow(expect.objectContaining({ code: 'CAMPAIGN_STATE_CONFLICT' }));
    },
  );

  it('leaves the status alone once something is published: it says what is live', () => {
    for (const verb of ['edit', 'submit', 'approve', 'reject'] as const)
      for (const status of ['active', 'paused', 'failed', 'needs_review'] as const)
        expect(statusAfter(verb, { status, publishedVersion: 1 })).toBe(status);
  });

  it('allows nothing in archived but archiving again, and nothing at all while publishing', () => {
    for (const verb of VERBS) {
      expect(LIFECYCLE[verb].publishing).toBeUndefined();
      if (verb !== 'archive') expect(LIFECYCLE[verb].archived).toBeUndefined();
    }
  });

  it('has an outcome for every status in which an operation can run', () => {
    for (const verb of ['publish', 'pause', 'resume'] as const)
      for (const status of Object.values(LIFECYCLE[verb])) expect(OUTCOMES[status]).toBeDefined();
  });
});
