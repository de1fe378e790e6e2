import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { HOUR_MS } from '../../../../lib/time.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { statusAfter } from '../../content/domain/lifecycle.ts';
import { withUpdatedAt, type StoredCampaign } from '../../content/domain/versions.ts';

/** The last day ends in the westernmost time zone twelve hours after it ends in UTC. */
const LAST_DAY_MS = (24 + 12) * HOUR_MS;

/** The moment from which the last day of a schedule is over everywhere on earth; null without an end. */
export function overAt({ schedule }: CampaignContent): Date | null {
  if (schedule.endDate === undefined) return null;
  return new Date(Date.parse(`${schedule.endDate}T00:00:00.000Z`) + LAST_DAY_MS);
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
