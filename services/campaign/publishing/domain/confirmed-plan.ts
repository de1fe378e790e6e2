import type { Currency } from '../../../../contracts/values.ts';
import type { z } from 'zod';
import { AppError } from '../../../../lib/errors.ts';
import { dayOf } from '../../../../lib/time.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import type { StoredCampaign } from '../../content/domain/versions.ts';
import { worstCase, type WorstCase } from './worst-case.ts';

/** What a person confirms when money may move by it: the version of a campaign, as its plan shows it, and the most it may cost. */
export type ConfirmedPlan = {
  campaignId: string;
  version: number;
  hash: string;
  worstCase: WorstCase & { currency: z.infer<typeof Currency> };
};

/** The plan's part that is confirmed; `GET /api/campaigns/{id}/plan` shows the same values. */
export function confirmedPlan({ campaign, hash }: StoredCampaign, now: Date): ConfirmedPlan {
  return planFor({ campaignId: campaign.id, version: campaign.version, hash }, campaign, now);
}

/** The same for any content: of a version that is published, or one that is not saved yet. */
export function planFor(
  named: Omit<ConfirmedPlan, 'worstCase'>,
  content: CampaignContent,
  now: Date,
): ConfirmedPlan {
  return { ...named, worstCase: { ...worstCase(content, dayOf(now)), currency: content.budget.currency } };
}

/** Before a factor is asked for: what is stale is not confirmed either. @throws AppError APPROVAL_VERSION_STALE */
export function requireSeen({ hash }: Pick<ConfirmedPlan, 'hash'>, seen: string | undefined): void {
  if (seen !== undefined && seen !== hash)
    throw new AppError('APPROVAL_VERSION_STALE', {
      detail: 'What would serve is not the version any more whose hash was named: read the plan again.',
    });
}

/** Whether a campaign is still what was confirmed. */
export const isStill = ({ campaign, hash }: StoredCampaign, confirmed: ConfirmedPlan): boolean =>
  campaign.version === confirmed.version && hash === confirmed.hash;
