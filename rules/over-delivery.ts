import type { Platform } from '../contracts/values.ts';

/** How far a platform may spend above a daily budget, in tenths of it. */
export type OverDelivery = {
  dayTenths: number;
  monthTenths: number;
  /** What bounds a schedule with an end: its days at the daily budget, or each of its calendar months. */
  schedule: 'days' | 'months';
  checkedOn: string;
  source: string;
};

/**
 * Google Ads: two times on a day, 30.4 times in a calendar month. LinkedIn: one and a half times on a day; over a schedule
 * with an end not more than its days, otherwise seven times from Monday to Sunday, which makes 28 whole days and three at
 * 1.5 of the longest month.
 */
export const OVER_DELIVERY: Readonly<Record<Platform, OverDelivery>> = {
  'google-ads': {
    dayTenths: 20,
    monthTenths: 304,
    schedule: 'months',
    checkedOn: '2026-11-22',
    source: 'https://support.google.com/google-ads/answer/6385083',
  },
  'linkedin-ads': {
    dayTenths: 15,
    monthTenths: 325,
    schedule: 'days',
    checkedOn: '2026-11-27',
    source: 'https://www.linkedin.com/help/lms/answer/a422101',
  },
};
