import type { Platform } from '../contracts/values.ts';

/** How a platform tells what was changed in an account. */
export type ChangeWindow = {
  /** How many days it goes back. */
  days: number;
  /** How long a change may take until it is told, in milliseconds. */
  lagMs: number;
  /** The most changes of one answer. */
  rows: number;
  checkedOn: string;
  sources: readonly string[];
};

/** Null where a platform has no interface that tells changes. */
export const CHANGE_WINDOWS: Readonly<Record<Platform, ChangeWindow | null>> = {
  'google-ads': {
    days: 30,
    lagMs: 180_000,
    rows: 10_000,
    checkedOn: '2026-11-28',
    sources: [
      'https://developers.google.com/google-ads/api/docs/change-event',
      'https://developers.google.com/google-ads/api/fields/v26/change_status', // “up to 3 minutes delay”
    ],
  },
  'linkedin-ads': null,
};
