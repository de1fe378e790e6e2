import type { Campaign, CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';

export type Verb =
  'edit' | 'submit' | 'approve' | 'reject' | 'publish' | 'pause' | 'resume' | 'complete' | 'archive';

/**
 * What may be done with a campaign in which status, and the status that follows at once. People do all of it but
 * `complete`, which happens when a schedule is over. Where publish, pause and resume lead in the end is decided by their
 * operation (OUTCOMES).
 */
export const LIFECYCLE: Readonly<Record<Verb, Partial<Record<CampaignStatus, CampaignStatus>>>> = {
  edit: {
    draft: 'draft',
    in_review: 'draft',
    approved: 'draft',
    active: 'active',
    paused: 'paused',
    failed: 'draft',
    needs_review: 'needs_review',
  },
  submit: {
    draft: 'in_review',
    // a person submits what a machine submitted
    in_review: 'in_review',
    active: 'active',
    paused: 'paused',
    failed: 'in_review',
    needs_review: 'needs_review',
  },
  approve: {
    in_review: 'approved',
    active: 'active',
    paused: 'paused',
    failed: 'approved',
    needs_review: 'needs_review',
  },
  reject: {
    in_review: 'draft',
    active: 'active',
    paused: 'paused',
    failed: 'draft',
    needs_review: 'needs_review',
  },
  publish: {
    approved: 'publishing',
    active: 'active',
    paused: 'paused',
    failed: 'publishing',
    needs_review: 'publishing',
  },
  pause: {
    publishing: 'publishing',
    active: 'active',
    paused: 'paused',
    failed: 'failed',
    needs_review: 'needs_review',
    // what a platform holds can be enabled there, whatever the campaign is here
    draft: 'draft',
    in_review: 'in_review',
    approved: 'approved',
    completed: 'completed',
    archived: 'archived',
  },
  resume: { paused: 'paused' },
  complete: { active: 'completed' },
  archive: {
    draft: 'archived',
    in_review: 'archived',
    approved: 'archived',
    paused: 'archived',
    completed: 'archived',
    failed: 'archived',
    needs_review: 'archived',
    archived: 'archived',
  },
};

/** Where an operation may leave a campaign, by the status it had while the operation ran. */
export const OUTCOMES: Readonly<Partial<Record<CampaignStatus, readonly CampaignStatus[]>>> = {
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
};

/** Statuses that say nothing of what serves: a stop that is proved leaves them alone. */
export const AT_REST: readonly CampaignStatus[] = ['draft', 'in_review', 'approved', 'completed', 'archived'];

/** Verbs about a version: once something is published, they leave the status alone, because it says what is live. */
const ABOUT_VERSIONS: readonly Verb[] = ['edit', 'submit', 'approve', 'reject'];

/** The status after `verb`. @throws AppError CAMPAIGN_STATE_CONFLICT when the present status does not allow it */
export function statusAfter(
  verb: Verb,
  campaign: Pick<Campaign, 'status' | 'publishedVersion'>,
): CampaignStatus {
  const next = LIFECYCLE[verb][campaign.status];
  if (next === undefined) throw conflict(`A campaign in status ${campaign.status} does not allow ${verb}.`);
  const stays = campaign.publishedVersion !== null && ABOUT_VERSIONS.includes(verb);
  return stays ? campaign.status : next;
}

/** A CAMPAIGN_STATE_CONFLICT with a public sentence that says why. */
export function conflict(detail: string): AppError {
  return new AppError('CAMPAIGN_STATE_CONFLICT', { detail });
}
