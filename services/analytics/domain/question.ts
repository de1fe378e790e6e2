import type { Platform } from '../../../contracts/values.ts';
import type { PlatformDay } from './evidence.ts';

/** What the optimiser is asked: a campaign's daily figures and its present budget in micros. */
export type Question = {
  readonly days: readonly PlatformDay[];
  readonly budget: {
    readonly dailyMicros: number;
    readonly currency: string;
    readonly split: readonly { readonly platform: Platform; readonly dailyMicros: number }[];
  };
  /** The least that a platform accepts a day, in micros of the budget's currency. */
  readonly floorMicros: Readonly<Partial<Record<Platform, number>>>;
  readonly factVersion: number;
};
