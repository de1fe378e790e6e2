import { afterAll, describe, expect, it } from 'vitest';
import { startGoogleAds } from '@sip/ad-sandbox/google-ads/server';
import { startLinkedInAds } from '@sip/ad-sandbox/linkedin-ads/server';
import { dayOf } from '../lib/time.ts';
import { desiredCampaign } from '../services/platforms/fixtures/desired-campaign.ts';
import { googleAds } from '../services/platforms/google-ads/adapter.ts';
import { linkedInAds } from '../services/platforms/linkedin-ads/adapter.ts';
import type { PlatformConnection, Session } from '../services/platforms/port.ts';
import { Trial, type PlatformHarness } from '../services/platforms/port-suite/trial.suite.ts';

/**
 * One campaign's life through the port, told by what the platform itself reads back: on a real test account where its access
 * token is given, else on the simulator. Nothing is ever activated, and all is removed at the end.
 */
type Account = {
  connection: PlatformConnection;
  account: string;
  token: string;
  close: () => Promise<void>;
};

/** The real account that the environment names; undefined, and one loud line, without. */
function realAccount(vendor: 'GOOGLE_ADS' | 'LINKEDIN_ADS'): { account: string; token: string } | undefined {
  const account = process.env[`${vendor}_TEST_ACCOUNT`];
  const token = process.env[`${vendor}_TEST_ACCESS_TOKEN`];
  if (account !== undefined && token !== undefined) return { account, token };
  console.warn(
    `\n!!! NO REAL ${vendor} ACCOUNT IS TRIED: set ${vendor}_TEST_ACCOUNT and ${vendor}_TEST_ACCESS_TOKEN. The simulator is.\n`,
  );
  return undefined;
}

const oauth = {
  authorizeUrl: 'http://unused',
  tokenUrl: 'http://unused',
  revokeUrl: 'http://unused',
  clientId: '',
  clientSecret: '',
};
/** The manager account through which the real Google account is reached. */
const LOGIN_CUSTOMER = process.env['GOOGLE_ADS_TEST_LOGIN_CUSTOMER_ID'] ?? null;
const nothingToClose = (): Promise<void> => Promise.resolve();

async function google(): Promise<Account> {
  const connect = (apiUrl: string): PlatformConnection =>
    googleAds({
      ...oauth,
      apiUrl,
      apiVersion: process.env['GOOGLE_ADS_VERSION'] ?? 'v26',
      timeoutMs: 30_000,
    });
  const real = realAccount('GOOGLE_ADS');
  if (real !== undefined)
    return { ...real, connection: connect('https://googleads.googleapis.com'), close: nothingToClose };
  const vendor = await startGoogleAds();
  return {
    connection: connect(vendor.url),
    account: '1234567890',
    token: await tokenOf(vendor.url),
    ...vendor,
  };
}

async function linkedIn(): Promise<Account> {
  const connect = (apiUrl: string): PlatformConnection =>
    linkedInAds({
      ...oauth,
      apiUrl,
      apiVersion: process.env['LINKEDIN_ADS_VERSION'] ?? '202609',
      timeoutMs: 30_000,
    });
  const real = realAccount('LINKEDIN_ADS');
  if (real !== undefined)
    return { ...real, connection: connect('https://api.linkedin.com/rest'), close: nothingToClose };
  const vendor = await startLinkedInAds();
  const connection = connect(`${vendor.url}/rest`);
  return { connection, account: '512345678', token: await tokenOf(vendor.url), ...vendor };
}

async function tokenOf(url: string): Promise<string> {
  const response = await fetch(`${url}/_simulator/token`, { method: 'POST' });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** What only a simulator can do is not asked of an account. */
const onlySimulated = (): never => {
  throw new Error('an account cannot be made to do this');
};

function harnessOf({ connection, account, token, close }: Account): PlatformHarness {
  const session: Session = {
    account,
    loginCustomerId: connection.platform === 'google-ads' ? LOGIN_CUSTOMER : null,
    currency: process.env['TEST_ACCOUNT_CURRENCY'] ?? 'USD',
    timeZone: process.env['TEST_ACCOUNT_TIME_ZONE'] ?? 'America/New_York',
    accessToken: () => Promise.resolve(token),
  };
  return {
    connection,
    unreachable: connection,
    session,
    desired: { ...desiredCampaign(dayOf(new Date())), currency: session.currency },
    failWrite: onlySimulated,
    failRead: onlySimulated,
    acceptedWrites: onlySimulated,
    living: onlySimulated,
    serving: onlySimulated,
    byHand: onlySimulated,
    consent: onlySimulated,
    close,
  };
}

describe.each([
  ['Google Ads', google],
  ['LinkedIn Ads', linkedIn],
])('%s', (_, start) => {
  const trial = new Trial(async () => harnessOf(await start()));
  afterAll(() => trial.stop());

  it("tells a campaign's life as the port promises it", { timeout: 600_000 }, async () => {
    await trial.restart();
    try {
      await trial.create();
      expect(await trial.verify()).toEqual([]);
      await trial.create();
      expect(await trial.verify()).toEqual([]);
      const dearer = { ...trial.desired, dailyMicros: 60_010_000 };
      await trial.update(dearer, trial.desired);
      expect(await trial.verify(dearer)).toEqual([]);
      expect(trial.ledger.size).toBeGreaterThanOrEqual(trial.connection.plan(trial.desired).length);
    } finally {
      await trial.remove();
    }
    expect(await trial.connection.find(trial.work())).toEqual([]);
  });
});
