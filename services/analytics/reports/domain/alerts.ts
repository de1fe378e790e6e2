import { type ExactInteger, exactInteger } from '../../../../lib/money.ts';
import { addDays, daysBetween } from '../../../../lib/time.ts';
import type { CampaignRef } from '../../facts/domain/campaign-ref.ts';
import { type DayRange, IMMATURE_DAYS } from './range.ts';

/**
 * What a campaign did lately in one currency. week: the last 7 mature days; earlier: the 28 days before them; month: from
 * the first of this month to today. Money in micros, conversions in millionths.
 */
export type Activity = {
  readonly campaignId: string;
  readonly currency: string;
  readonly lastDay: string;
  readonly weekCost: bigint;
  readonly weekConversions: bigint;
  readonly earlierConversions: bigint;
  readonly monthCost: bigint;
};

export type Alert = {
  code: string;
  severity: 'info' | 'warning';
  campaignId: string | null;
  message: string;
};

export type Pace = {
  campaignId: string;
  name: string;
  currency: string;
  plannedMicros: ExactInteger;
  spentMicros: ExactInteger;
  ratio: number | null;
};

const WEEK = 7;
const EARLIER = 28;
const SILENT_DAYS = 2;
const FORGOTTEN_AFTER = 14;
const TOO_FAST = 1.3;
const RANK = { warning: 0, info: 1 } as const;
const SHOWN = 100;
const STOPPED = new Set(['paused', 'completed', 'archived']);

/** The days that `Activity` is summed over, as of `today` (UTC): `since` is 37 days ago, so before the month too. */
export function activityWindows(today: string): { since: string; week: DayRange; month: DayRange } {
  const to = addDays(today, -IMMATURE_DAYS);
  const week = { from: addDays(to, 1 - WEEK), to };
  const month = { from: `${today.slice(0, 7)}-01`, to: today };
  return { since: addDays(week.from, -EARLIER), week, month };
}

/**
 * What somebody should look at: money without conversions for the last 7 mature days (a warning when the campaign had
 * conversions before, else a note), no figures for 2 days on a running campaign that had some, spending above 1.3 times plan. Warnings first, 100 at most.
 */
export function alertsOf(
  activity: readonly Activity[],
  refs: ReadonlyMap<string, CampaignRef>,
  pacing: readonly Pace[],
  today: string,
): Alert[] {
  const alerts: Alert[] = [];
  for (const campaign of activity) {
    if (campaign.weekCost > 0n && campaign.weekConversions === 0n) {
      alerts.push({
        code: 'SPEND_WITHOUT_CONVERSIONS',
        severity: campaign.earlierConversions > 0n ? 'warning' : 'info',
        campaignId: campaign.campaignId,
        message: `Money was spent for ${WEEK} days without a conversion.`,
      });
    }
    const ref = refs.get(campaign.campaignId);
    const silent = daysBetween(campaign.lastDay, today) - 1;
    if (ref && !STOPPED.has(ref.status) && silent > SILENT_DAYS && silent <= FORGOTTEN_AFTER) {
      alerts.push({
        code: 'NO_RECENT_DATA',
        severity: 'warning',
        campaignId: campaign.campaignId,
        message: `No figures have come since ${campaign.lastDay}.`,
      });
    }
  }
  for (const pace of pacing) {
    if (pace.ratio === null || pace.ratio <= TOO_FAST) continue;
    alerts.push({
      code: 'SPEND_ABOVE_PLAN',
      severity: 'warning',
      campaignId: pace.campaignId,
      message: `This month's spend is ${Math.round(pace.ratio * 100)} % of what its daily budget plans.`,
    });
  }
  return alerts.sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, SHOWN);
}

/**
 * This month's spend beside its plan: daily budget × days from the later of the first of the month and the campaign's
 * start to the earlier of today and its end, both included. Campaigns that are active, or have spent this month.
 */
export function pacingOf(activity: readonly Activity[], refs: readonly CampaignRef[], today: string): Pace[] {
  const month = activityWindows(today).month;
  const spending = new Map(activity.map((a) => [`${a.campaignId} ${a.currency}`, a.monthCost]));
  return refs.flatMap((ref): Pace[] => {
    const spent = spending.get(`${ref.campaignId} ${ref.currency}`) ?? 0n;
    if (spent === 0n && ref.status !== 'active') return [];
    const from = ref.startDate > month.from ? ref.startDate : month.from;
    const to = ref.endDate !== null && ref.endDate < today ? ref.endDate : today;
    const planned = BigInt(ref.dailyMicros) * BigInt(Math.max(0, daysBetween(from, to)));
    return [
      {
        campaignId: ref.campaignId,
        name: ref.name,
        currency: ref.currency,
        plannedMicros: exactInteger(planned),
        spentMicros: exactInteger(spent),
        ratio: planned === 0n ? null : Number(spent) / Number(planned),
      },
    ];
  });
}
