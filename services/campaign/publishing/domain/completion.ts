import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { addDays } from '../../../../lib/time.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { statusAfter } from '../../content/domain/lifecycle.ts';
import { withUpdatedAt, type StoredCampaign } from '../../content/domain/versions.ts';

/** The moment from which the last day of a schedule is over everywhere on earth; null without an end. */
export function overAt({ schedule }: CampaignContent): Date | null {
  return schedule.endDate === undefined ? null : new Date(`${addDays(schedule.endDate, 1)}T12:00:00.000Z`);
}

/** The completed campaign when it is live, idle and what is published is over; null when it is not. */
export function completeIfOver(
  { campaign, busy }: StoredCampaign,
  published: CampaignContent,
  at: Date,
): Campaign | null {
  const over = overAt(published);
  if (busy || campaign.status !== 'active' || over === null || over > at) return null;
  return withUpdatedAt({ ...campaign, status: statusAfter('complete', campaign) }, at);
}

/** Whole seconds from a moment until the content's schedule is over, at least 1; null without an end. */
export function secondsUntilOver(content: CampaignContent, from: Date): number | null {
  const over = overAt(content);
  return over && Math.max(1, Math.ceil((over.getTime() - from.getTime()) / 1_000));
}
