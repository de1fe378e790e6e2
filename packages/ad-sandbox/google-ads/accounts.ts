/** An advertiser account that exists from the start. `minimumUnitMicros` is its currency's smallest amount. */
export type GoogleAccount = {
  id: string;
  descriptiveName: string;
  currencyCode: string;
  timeZone: string;
  minimumUnitMicros: number;
  perDayMinimumMicros: number;
};

/** The sandbox customers. */
export const googleSandboxAccounts: readonly GoogleAccount[] = [
  {
    id: '1234567890',
    descriptiveName: 'Sandbox Search Account',
    currencyCode: 'USD',
    timeZone: 'America/New_York',
    minimumUnitMicros: 10_000,
    perDayMinimumMicros: 1_000_000,
  },
  {
    id: '2234567890',
    descriptiveName: 'Sandbox Search Account Europe',
    currencyCode: 'EUR',
    timeZone: 'Europe/Berlin',
    minimumUnitMicros: 10_000,
    perDayMinimumMicros: 1_000_000,
  },
];

/** The day it is for a customer, as `2026-03-01`. */
export function dayOf(now: Date, { timeZone }: GoogleAccount): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
}
