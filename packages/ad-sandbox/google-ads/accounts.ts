/** What a customer may be in, in the vendor's words (CustomerStatus). */
export type CustomerStatus = 'ENABLED' | 'SUSPENDED' | 'CANCELED' | 'CLOSED';

/** An advertiser account that exists from the start. `minimumUnitMicros` is its currency's smallest amount. */
export type GoogleAccount = {
  id: string;
  descriptiveName: string;
  currencyCode: string;
  timeZone: string;
  minimumUnitMicros: number;
  perDayMinimumMicros: number;
  /** A manager account holds no campaigns of its own. */
  manager?: boolean;
  /** The manager right above it. */
  managedBy?: string;
  /** Whether the person who consents was invited to this account itself; true without it. */
  direct?: boolean;
  status?: CustomerStatus;
  /** No money can be taken: everything can be read and changed, and nothing serves. */
  billingHold?: boolean;
};

const usual = { minimumUnitMicros: 10_000, perDayMinimumMicros: 1_000_000 };

/** The sandbox customers. */
export const googleSandboxAccounts: readonly GoogleAccount[] = [
  {
    ...usual,
    id: '1234567890',
    descriptiveName: 'Sandbox Search Account',
    currencyCode: 'USD',
    timeZone: 'America/New_York',
  },
  {
    ...usual,
    id: '2234567890',
    descriptiveName: 'Sandbox Search Account Europe',
    currencyCode: 'EUR',
    timeZone: 'Europe/Berlin',
  },
];

const client = (id: string, descriptiveName: string, managedBy: string): GoogleAccount => ({
  ...usual,
  id,
  descriptiveName,
  currencyCode: 'USD',
  timeZone: 'America/New_York',
  managedBy,
  direct: false,
});

/** An agency: the person was invited to the manager at the top alone, and reaches the rest through it. */
export const googleAgencyAccounts: readonly GoogleAccount[] = [
  { ...client('9000000001', 'Agency', ''), manager: true, direct: true },
  { ...client('9000000002', 'Agency Europe', '9000000001'), manager: true },
  client('9000000003', 'Client of the agency', '9000000001'),
  {
    ...client('9000000004', 'Client in Europe', '9000000002'),
    currencyCode: 'EUR',
    timeZone: 'Europe/Berlin',
  },
  { ...client('9000000005', 'Suspended client', '9000000001'), status: 'SUSPENDED' },
  { ...client('9000000006', 'Cancelled client', '9000000001'), status: 'CANCELED' },
  { ...client('9000000007', 'Client without money', '9000000001'), billingHold: true },
  { ...client('8000000001', 'Somebody else', ''), manager: true },
];

/** The managers above an account, the nearest first. */
export function managersOf(account: GoogleAccount, accounts: readonly GoogleAccount[]): GoogleAccount[] {
  const above = accounts.find(({ id }) => id === account.managedBy);
  return above === undefined ? [] : [above, ...managersOf(above, accounts)];
}

/** The day it is for a customer, as `2026-03-01`. */
export function dayOf(now: Date, { timeZone }: GoogleAccount): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
}
