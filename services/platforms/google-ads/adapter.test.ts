import { startGoogleAds, googleSandboxClient } from '@sip/ad-sandbox/google-ads/server';
import { dayOf } from '../../../lib/time.ts';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { describePlatform } from '../port-suite/platform.suite.ts';
import type { PlatformHarness } from '../port-suite/trial.suite.ts';
import { googleAds } from './adapter.ts';
import type { GoogleAdsSettings } from './settings.ts';

type Fields = Record<string, unknown>;

async function start(): Promise<PlatformHarness> {
  const vendor = await startGoogleAds();
  const settings = (url: string): GoogleAdsSettings => ({
    apiUrl: url,
    apiVersion: 'v26',
    authorizeUrl: `${url}/o/oauth2/v2/auth`,
    tokenUrl: `${url}/token`,
    revokeUrl: `${url}/revoke`,
    clientId: googleSandboxClient.id,
    clientSecret: googleSandboxClient.secret,
    timeoutMs: 1_000,
  });
  const grant = await vendor.grants.createGrant(
    googleSandboxClient.id,
    'https://www.googleapis.com/auth/adwords',
  );
  const { token } = await vendor.grants.createAccess(grant);
  const living = (): { kind: string; fields: Fields }[] =>
    vendor.objects.all().filter(({ fields }) => fields['status'] !== 'REMOVED' && !underRemoved(fields));
  const state = (name: unknown): unknown =>
    vendor.objects.all().find(({ fields }) => fields['resourceName'] === name)?.fields;
  const underRemoved = (fields: Fields): boolean =>
    [fields['campaign'], fields['adGroup']]
      .map((name) => state(name) as Fields | undefined)
      .some((above) => above !== undefined && (above['status'] === 'REMOVED' || underRemoved(above)));
  const enabled = (fields: Fields | undefined): boolean =>
    fields?.['status'] === 'ENABLED' &&
    [fields['adGroup'], fields['campaign']].every(
      (name) => name === undefined || enabled(state(name) as Fields | undefined),
    );
  const fault = (kind: Parameters<PlatformHarness['failWrite']>[0], pathIncludes: string, skip = 0): void =>
    vendor.faults.arm({ match: { method: 'POST', pathIncludes }, times: 1, skip, kind, ms: 2_000 });
  return {
    connection: googleAds(settings(vendor.url)),
    unreachable: googleAds(settings('http://127.0.0.1:2')),
    session: {
      account: '1234567890',
      currency: 'USD',
      timeZone: 'America/New_York',
      loginCustomerId: null,
      accessToken: () => Promise.resolve(token),
    },
    desired: desiredCampaign(dayOf(new Date())),
    failWrite: (kind, skip) => fault(kind, ':mutate', skip),
    failRead: (kind) => fault(kind, ':searchStream'),
    acceptedWrites: () => vendor.objects.ledger().length,
    living: () => living().map(({ kind, fields }) => `${kind} ${String(fields['resourceName'])}`),
    serving: () =>
      living()
        .filter(({ kind, fields }) => kind === 'adGroupAd' && enabled(fields))
        .map(({ fields }) => String(fields['resourceName'])),
    consent: async (url) => {
      const response = await fetch(url, { redirect: 'manual' });
      return new URL(response.headers.get('location') ?? 'http://none').searchParams;
    },
    close: vendor.close,
  };
}

describePlatform('Google Ads', start);
