import type { AlertCode } from '../../../../contracts/analytics/alerts.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { microsToDecimal } from '../../../../lib/money.ts';

/** Something that a rule found, with all that it rests on. The same thing found again has the same key. */
export type Finding = {
  readonly key: string;
  readonly code: AlertCode;
  readonly severity: 'info' | 'warning';
  readonly campaignId: string;
  readonly currency: string;
  readonly platform: Platform | null;
  /** The days that it is about, both included. */
  readonly from: string;
  readonly to: string;
  /** Null where it is not known; never 0 for that. */
  readonly spentMicros: bigint | null;
  readonly comparedWith: 'plan' | 'budget' | 'most' | 'median' | 'none';
  readonly comparedMicros: bigint | null;
  readonly message: string;
  /** What is not known about it, in sentences. */
  readonly unknown: readonly string[];
  /** The last day on which it is news; null where it is until it is no longer true. */
  readonly until: string | null;
};

/** An amount with its currency, for sentences. */
export function money(micros: bigint, currency: string): string {
  const number = Number(micros);
  return Number.isSafeInteger(number)
    ? `${microsToDecimal(number)} ${currency}`
    : `${(micros / 1_000_000n).toString()} ${currency}`;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const BUDGET_OF_TODAY =
  'Compared with the daily budget as it is now; what it was on those days is not known here.';

/** What a sum leaves out because nothing is known of some days. */
export const missing = (days: number): string[] =>
  days === 0
    ? []
    : [
        `Of ${days} ${days === 1 ? 'day' : 'days'} there are no figures; what was spent then is not in the sum.`,
      ];
