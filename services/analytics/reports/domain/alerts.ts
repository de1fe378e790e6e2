import { type ExactInteger, exactInteger } from '../../../../lib/money.ts';
import { addDays, daysBetween } from '../../../../lib/time.ts';
import type { CampaignRef } from '../../facts/domain/campaign-ref.ts';
import { type DayRange, IMMATURE_DAYS } from './range.ts';

/**
 * Recent figures of a campaign in one currency. `week` is the last 7 mature days, `earlier` the time before them (at
 * least 28 days), `month` the first of this month to today. Money is in micros, conversions are in millionths.
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

/** The days that `Activity` tells of, all from `since` on to the end of `month`. */
export type ActivityWindows = { since: string; week: DayRange; month: DayRange };

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
/** A campaign without figures for longer than this is taken as ended, and no alert is shown. */
const MAX_SILENT_DAYS = 14;
const MAX_PACE = 1.3;
const RANK = { warning: 0, info: 1 } as const;
const MAX_ALERTS = 100;
const STOPPED_STATUSES = new Set(['paused', 'completed', 'archived']);

/** The days that `Activity` is summed over, as of `today` (UTC): `since` is 37 days ago, so before the month too. */
export function activityWindows(today: string): ActivityWindows {
  const to = addDays(today, -IMMATURE_DAYS);
  const week = { from: addDays(to, 1 - WEEK), to };
  const month = { from: `${today.slice(0, 7)}-01`, to: today };
  return { since: addDays(week.from, -EARLIER), week, month };
}

/**
 * Alerts for campaigns that a person should look at: money but no conversions in the last 7 mature days (a warning when
 * there were conversions before, else an info); a running campaign whose figures stopped coming more than 2 days ago;
 * spend above 1.3 times the plan. Warnings come first, and there are 100 alerts at most.
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
    const silentDays = daysBetween(campaign.lastDay, today) - 1;
    if (
      ref &&
      !STOPPED_STATUSES.has(ref.status) &&
      silentDays > SILENT_DAYS &&
      silentDays <= MAX_SILENT_DAYS
    ) {
      alerts.push({
        code: 'NO_RECENT_DATA',
        severity: 'warning',
        campaignId: campaign.campaignId,
        message: `No figures have come since ${campaign.lastDay}.`,
      });
    }
  }
  for (const pace of pacing) {
    if (pace.ratio === null || pace.ratio <= MAX_PACE) continue;
    alerts.push({
      code: 'SPEND_ABOVE_PLAN',
      severity: 'warning',
      campaignId: pace.campaignId,
      message: `This month's spend is ${Math.round(pace.ratio * 100)} % of what its daily budget plans.`,
    });
  }
  return alerts.sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MAX_ALERTS);
}

/**
 * Compares this month's spend with the plan for each campaign that is active or has spent this month. The plan is the
 * daily budget × the number of days from the first of the month or the campaign's start (the later one) to today or its
 * end (the earlier one), both included.
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
