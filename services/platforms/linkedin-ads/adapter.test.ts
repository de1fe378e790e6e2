import { startLinkedInAds, linkedInSandboxClient } from '@sip/ad-sandbox/linkedin-ads/server';
import { dayOf } from '../../../lib/time.ts';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { editByHand } from '../fixtures/by-hand.ts';
import { describePlatform } from '../port-suite/platform.suite.ts';
import type { PlatformHarness } from '../port-suite/trial.suite.ts';
import { linkedInAds } from './adapter.ts';
import type { LinkedInAdsSettings } from './settings.ts';

type Fields = Record<string, unknown>;
const GONE = ['ARCHIVED', 'CANCELED', 'PENDING_DELETION', 'REMOVED'];
const URNS: Record<string, string> = {
  campaignGroup: 'sponsoredCampaignGroup',
  campaign: 'sponsoredCampaign',
};

async function start(): Promise<PlatformHarness> {
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const vendor = await startLinkedInAds({ now, accessTokenSeconds: 30 * 86_400 });
  const settings = (url: string): LinkedInAdsSettings => ({
    apiUrl: `${url}/rest`,
    apiVersion: '202609',
    authorizeUrl: `${url}/oauth/v2/authorization`,
    tokenUrl: `${url}/oauth/v2/accessToken`,
    revokeUrl: `${url}/oauth/v2/revoke`,
    clientId: linkedInSandboxClient.id,
    clientSecret: linkedInSandboxClient.secret,
    timeoutMs: 1_000,
    propagationMs: 100,
  });
  const grant = await vendor.grants.createGrant(linkedInSandboxClient.id, 'r_ads rw_ads r_ads_reporting');
  const { token } = await vendor.grants.createAccess(grant);
  const status = (fields: Fields): string => String(fields['status'] ?? fields['intendedStatus']);
  const above = (fields: Fields): Fields[] =>
    ['campaign', 'campaignGroup'].flatMap((kind) => {
      const urn = fields[kind];
      const found = vendor.objects
        .all()
        .find((one) => one.kind === kind && `urn:li:${URNS[kind]}:${one.id}` === urn);
      return found === undefined ? [] : [found.fields, ...above(found.fields)];
    });
  const living = (): { kind: string; id: string; fields: Fields }[] =>
    vendor.objects
      .all()
      .filter(({ fields }) => [fields, ...above(fields)].every((one) => !GONE.includes(status(one))));
  return {
    connection: linkedInAds(settings(vendor.url)),
    unreachable: linkedInAds(settings('http://127.0.0.1:2')),
    session: {
      account: '512345678',
      currency: 'USD',
      timeZone: 'UTC',
      loginCustomerId: null,
      accessToken: () => Promise.resolve(token),
    },
    desired: desiredCampaign(dayOf(new Date())),
    failWrite: (kind, skip = 0) =>
      vendor.faults.arm({
        match: { method: 'POST', pathIncludes: '/rest/' },
        times: 1,
        skip,
        kind,
        ms: 2_000,
      }),
    failRead: (kind) => vendor.faults.arm({ match: { method: 'GET' }, times: 1, skip: 0, kind, ms: 2_000 }),
    acceptedWrites: () => vendor.objects.ledger().length,
    living: () => living().map(({ kind, id }) => `${kind} ${id}`),
    serving: () =>
      living()
        .filter(
          ({ kind, fields }) =>
            kind === 'creative' && [fields, ...above(fields)].every((one) => status(one) === 'ACTIVE'),
        )
        .map(({ id }) => id),
    byHand: (kind, externalId, set) => editByHand(vendor.url, urnOf(kind, externalId), set),
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

const urnOf = (kind: string, externalId: string): string => {
  if (kind === 'ad') return externalId;
  return `urn:li:${kind === 'ad-group' ? 'sponsoredCampaign' : 'sponsoredCampaignGroup'}:${externalId}`;
};
const EVERYBODY = {
  include: {
    and: [
      { or: { 'urn:li:adTargetingFacet:locations': ['urn:li:geo:103644278'] } },
      { or: { 'urn:li:adTargetingFacet:interfaceLocales': ['urn:li:locale:en_US'] } },
    ],
  },
};

const EVERYBODY_IN_WORDS =
  'urn:li:adTargetingFacet:interfaceLocales=urn:li:locale:en_US & urn:li:adTargetingFacet:locations=urn:li:geo:103644278';

describePlatform('LinkedIn Ads', start, [
  {
    what: 'expansion of the audience',
    kind: 'ad-group',
    set: { audienceExpansionEnabled: true },
    path: 'adGroups.0.settings.audienceExpansion',
    found: true,
  },
  {
    what: 'a day’s budget spent as fast as possible',
    kind: 'ad-group',
    set: { pacingStrategy: 'ACCELERATED' },
    path: 'adGroups.0.settings.pacing',
    found: 'ACCELERATED',
  },
  {
    what: 'a bid',
    kind: 'ad-group',
    set: { unitCost: { amount: '45.00', currencyCode: 'USD' } },
    path: 'adGroups.0.settings.bidMicros',
    found: 45_000_000,
  },
  {
    what: 'another rotation of ads',
    kind: 'ad-group',
    set: { creativeSelection: 'ROUND_ROBIN' },
    path: 'adGroups.0.settings.adRotation',
    found: 'ROUND_ROBIN',
  },
  {
    what: 'delivery on connected television',
    kind: 'ad-group',
    set: { connectedTelevisionOnly: true },
    path: 'adGroups.0.settings.televisionOnly',
    found: true,
  },
  {
    what: 'a budget of the campaign group for a day',
    kind: 'campaign',
    set: { dailyBudget: { amount: '900.00', currencyCode: 'USD' } },
    path: 'settings.groupDailyMicros',
    found: 900_000_000,
  },
  {
    what: 'another audience',
    kind: 'ad-group',
    set: { targetingCriteria: EVERYBODY },
    path: 'adGroups.0.targeting',
    found: EVERYBODY_IN_WORDS,
  },
  {
    what: 'an audience that is left out',
    kind: 'ad-group',
    set: {
      targetingCriteria: {
        ...EVERYBODY,
        exclude: { or: { 'urn:li:adTargetingFacet:industries': ['urn:li:industry:4'] } },
      },
    },
    path: 'adGroups.0.targeting',
    found: `${EVERYBODY_IN_WORDS} & not urn:li:adTargetingFacet:industries=urn:li:industry:4`,
  },
]);
