import type { CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import type { Platform } from '../../../../contracts/values.ts';

/** What one of our campaigns plans to spend, as it is now. A daily budget of an earlier day is not known here. */
export type Plan = {
  readonly campaignId: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly platforms: readonly Platform[];
  readonly currency: string;
  readonly dailyMicros: number;
  /** The share of each platform; empty where nobody has said it. */
  readonly split: readonly { readonly platform: Platform; readonly dailyMicros: number }[];
  readonly startDate: string;
  readonly endDate: string | null;
};

/** What a campaign cost on one platform on one day, in micros of the campaign's currency. A day without one is not known. */
export type DayCost = { readonly date: string; readonly platform: Platform; readonly costMicros: bigint };

/** Within which numbers nobody is told anything; an organisation sets its own. Percents are of the thing compared with. */
export type Thresholds = {
  /** Spend from this share of the plan on is ahead. */
  readonly aheadPercent: number;
  /** Spend up to this share of the plan is behind. */
  readonly behindPercent: number;
  /** Of the budget of a month or flight: used up early. */
  readonly usedPercent: number;
  /** Of the median of days alike: a jump. */
  readonly jumpPercent: number;
  /** Whole days without figures after which figures are old. */
  readonly silentDays: number;
};

export const DEFAULT_THRESHOLDS: Thresholds = {
  aheadPercent: 120,
  behindPercent: 70,
  usedPercent: 90,
  jumpPercent: 300,
  silentDays: 2,
};

/** The daily budget on one platform; null where a campaign has several and nobody has said how it is shared. */
export function dailyOn(plan: Plan, platform: Platform): number | null {
  const share = plan.split.find((one) => one.platform === platform);
  if (share) return share.dailyMicros;
  return plan.platforms.length === 1 && plan.platforms[0] === platform ? plan.dailyMicros : null;
}
