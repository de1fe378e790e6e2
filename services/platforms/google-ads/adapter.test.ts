import { startGoogleAds, googleSandboxClient } from '@sip/ad-sandbox/google-ads/server';
import { dayOf } from '../../../lib/time.ts';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { editByHand } from '../fixtures/by-hand.ts';
import { describePlatform } from '../port-suite/platform.suite.ts';
import type { PlatformHarness } from '../port-suite/trial.suite.ts';
import { googleAds } from './adapter.ts';
import { isResourceKind, resourceName } from './resources.ts';
import type { GoogleAdsSettings } from './settings.ts';

type Fields = Record<string, unknown>;

async function start(): Promise<PlatformHarness> {
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const vendor = await startGoogleAds({ now, accessTokenSeconds: 30 * 86_400 });
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
    byHand: (kind, externalId, set) => {
      const [, own = ''] = /~?(\d+)$/.exec(externalId) ?? [];
      const name = kind === 'ad' ? `customers/1234567890/ads/${own}` : nameOf(kind, externalId);
      return editByHand(vendor.url, name, set);
    },
    pass: (ms) => {
      aheadMs += ms;
    },
    consent: async (url) => {
      const response = await fetch(url, { redirect: 'manual' });
      return new URL(response.headers.get('location') ?? 'http://none').searchParams;
    },
    close: vendor.close,
  };
}

const nameOf = (kind: string, externalId: string): string =>
  isResourceKind(kind) ? resourceName('1234567890', kind, externalId) : '';
const TEMPLATE = 'https://track.example.net/?to={lpurl}';
const PARAMETERS = [{ key: 'team', value: 'north' }];
const MOBILE = ['https://m.example.net/'];

describePlatform('Google Ads', start, [
  {
    what: 'AI Max',
    kind: 'campaign',
    set: { aiMaxSetting: { enableAiMax: true } },
    path: 'settings.aiMax',
    found: true,
  },
  {
    what: 'the expansion of final URLs',
    kind: 'campaign',
    set: {
      assetAutomationSettings: [
        {
          assetAutomationType: 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION',
          assetAutomationStatus: 'OPTED_IN',
        },
      ],
    },
    path: 'settings.automatedAssets',
    found: ['FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'],
  },
  {
    what: 'text that Google writes',
    kind: 'campaign',
    set: {
      assetAutomationSettings: [
        { assetAutomationType: 'TEXT_ASSET_AUTOMATION', assetAutomationStatus: 'OPTED_IN' },
      ],
    },
    path: 'settings.automatedAssets',
    found: ['TEXT_ASSET_AUTOMATION'],
  },
  {
    what: 'broad match for the whole campaign',
    kind: 'campaign',
    set: { keywordMatchType: 'BROAD' },
    path: 'settings.keywordMatchType',
    found: 'BROAD',
  },
  {
    what: 'the search network',
    kind: 'campaign',
    set: { networkSettings: { targetSearchNetwork: true } },
    path: 'settings.searchNetwork',
    found: true,
  },
  {
    what: 'search partners',
    kind: 'campaign',
    set: { networkSettings: { targetPartnerSearchNetwork: true } },
    path: 'settings.searchPartners',
    found: true,
  },
  {
    what: 'the display network',
    kind: 'campaign',
    set: { networkSettings: { targetContentNetwork: true } },
    path: 'settings.displayNetwork',
    found: true,
  },
  {
    what: 'YouTube',
    kind: 'campaign',
    set: { networkSettings: { targetYoutube: true } },
    path: 'settings.youtube',
    found: true,
  },
  {
    what: 'Google TV',
    kind: 'campaign',
    set: { networkSettings: { targetGoogleTvNetwork: true } },
    path: 'settings.googleTv',
    found: true,
  },
  {
    what: 'whom excluded places leave out',
    kind: 'campaign',
    set: { geoTargetTypeSetting: { negativeGeoTargetType: 'PRESENCE_OR_INTEREST' } },
    path: 'settings.peopleExcluded',
    found: 'PRESENCE_OR_INTEREST',
  },
  {
    what: 'another rotation of ads',
    kind: 'campaign',
    set: { adServingOptimizationStatus: 'ROTATE_INDEFINITELY' },
    path: 'settings.adRotation',
    found: 'ROTATE_INDEFINITELY',
  },
  {
    what: 'another rotation of the ads of an ad group',
    kind: 'ad-group',
    set: { adRotationMode: 'ROTATE_FOREVER' },
    path: 'adGroups.0.settings.adRotation',
    found: 'ROTATE_FOREVER',
  },
  {
    what: 'a spend that is aimed at',
    kind: 'campaign',
    set: { targetSpend: { targetSpendMicros: '9000000' } },
    path: 'settings.targetSpendMicros',
    found: 9_000_000,
  },
  {
    what: 'a strategy that campaigns share',
    kind: 'campaign',
    set: { targetSpend: undefined, biddingStrategy: 'customers/1234567890/biddingStrategies/5' },
    path: 'settings.bidding',
    found: 'TARGET_SPEND (shared)',
  },
  {
    what: 'another address for medicines',
    kind: 'campaign',
    set: { vanityPharma: { vanityPharmaDisplayUrlMode: 'MANUFACTURER_WEBSITE_URL' } },
    path: 'settings.pharmaAddress',
    found: 'MANUFACTURER_WEBSITE_URL',
  },
  {
    what: 'a page within an app',
    kind: 'ad',
    set: { finalAppUrls: [{ osType: 'IOS', url: 'other-app://page' }] },
    path: 'adGroups.0.ads.0.settings.appPages',
    found: [{ osType: 'IOS', url: 'other-app://page' }],
  },
  {
    what: 'a location that is switched off',
    kind: 'location',
    set: { status: 'PAUSED' },
    path: 'targeting.locations.0.settings.inUse',
    found: 'PAUSED',
  },
  {
    what: 'a negative keyword that is switched off',
    kind: 'negative-keyword',
    set: { status: 'PAUSED' },
    path: 'adGroups.0.negativeKeywords.0.settings.inUse',
    found: 'PAUSED',
  },
  {
    what: 'reach to people with an interest in the places',
    kind: 'campaign',
    set: { geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE_OR_INTEREST' } },
    path: 'settings.people',
    found: 'PRESENCE_OR_INTEREST',
  },
  {
    what: 'a tracking template of the campaign',
    kind: 'campaign',
    set: { trackingUrlTemplate: TEMPLATE },
    path: 'settings.trackingTemplate',
    found: TEMPLATE,
  },
  {
    what: 'a suffix of URLs',
    kind: 'campaign',
    set: { finalUrlSuffix: 'src=x' },
    path: 'settings.urlSuffix',
    found: 'src=x',
  },
  {
    what: 'parameters of URLs',
    kind: 'campaign',
    set: { urlCustomParameters: PARAMETERS },
    path: 'settings.urlParameters',
    found: PARAMETERS,
  },
  {
    what: 'higher bids for a location',
    kind: 'location',
    set: { bidModifier: 9 },
    path: 'targeting.locations.0.settings.bidAdjustment',
    found: 9,
  },
  {
    what: 'optimised targeting',
    kind: 'ad-group',
    set: { optimizedTargetingEnabled: true },
    path: 'adGroups.0.settings.optimizedTargeting',
    found: true,
  },
  {
    what: 'a tracking template of an ad group',
    kind: 'ad-group',
    set: { trackingUrlTemplate: TEMPLATE },
    path: 'adGroups.0.settings.trackingTemplate',
    found: TEMPLATE,
  },
  {
    what: 'another page for a keyword',
    kind: 'keyword',
    set: { finalUrls: ['https://other.example.net/'] },
    path: 'adGroups.0.keywords.0.settings.pages',
    found: ['https://other.example.net/'],
  },
  {
    what: 'a tracking template of an ad',
    kind: 'ad',
    set: { trackingUrlTemplate: TEMPLATE },
    path: 'adGroups.0.ads.0.settings.trackingTemplate',
    found: TEMPLATE,
  },
  {
    what: 'another page for mobile phones',
    kind: 'ad',
    set: { finalMobileUrls: MOBILE },
    path: 'adGroups.0.ads.0.settings.mobilePages',
    found: MOBILE,
  },
]);
