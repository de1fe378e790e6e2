import type { CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../contracts/values.ts';

/** A campaign as a report names it. */
export type CampaignName = { readonly id: string; readonly name: string; readonly platforms: Platform[] };

/** What analytics remembers of one of our campaigns, as of `resolvedAt`. */
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
