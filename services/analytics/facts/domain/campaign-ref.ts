import type { CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../contracts/values.ts';

/** The name and platforms of a campaign, for reports. */
export type CampaignName = { readonly id: string; readonly name: string; readonly platforms: Platform[] };

/** A copy of what the campaign service answered about one of our campaigns at `resolvedAt`. */
export type CampaignRef = {
  readonly campaignId: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly platforms: Platform[];
  readonly currency: string;
  readonly dailyMicros: number;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly resolvedAt: Date;
};
