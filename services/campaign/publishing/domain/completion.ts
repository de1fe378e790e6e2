import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { addDays } from '../../../../lib/time.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { statusAfter } from '../../content/domain/lifecycle.ts';
import { touched, type Kept } from '../../content/domain/versions.ts';

/** The moment from which the last day of a schedule is over everywhere on earth; null without an end. */
export function overAt({ schedule }: CampaignContent): Date | null {
  return schedule.endDate === undefined ? null : new Date(`${addDays(schedule.endDate, 1)}T12:00:00.000Z`);
}

/** The completed campaign when it is live, idle and what is published is over; null when it is not. */
export function completed({ campaign, busy }: Kept, published: CampaignContent, at: Date): Campaign | null {
  const over = overAt(published);
  if (busy || campaign.status !== 'active' || over === null || over > at) return null;
  return touched({ ...campaign, status: statusAfter('complete', campaign) }, at);
}
