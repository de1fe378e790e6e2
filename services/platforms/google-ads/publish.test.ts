import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { googleSandboxClient, startGoogleAds } from '@sip/ad-sandbox/google-ads/server';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { differencesBetween, type Drift } from '../ledger/domain/drift.ts';
import type {
  KnownObjects,
  PlatformConnection,
  PruneWork,
  ReadWork,
  RecordObject,
  Session,
  VendorFailure,
} from '../port.ts';
import { googleAds } from './adapter.ts';
import type { GoogleAdsSettings } from './settings.ts';

type Fields = Record<string, unknown>;
type Operation = Record<string, { create?: Fields; update?: Fields; updateMask?: string; remove?: string }>;

const NOW = new Date('2026-11-22T03:30:00Z');
const MARKER = 'op_7%f3a';
let vendor: Awaited<ReturnType<typeof startGoogleAds>>;
let session: Session;
let ledger: Map<string, { kind: string; externalId: string; state: string }>;
const record: RecordObject = async ({ key, ...object }) => void ledger.set(key, object);
const known = (): KnownObjects => new Map(ledger);
const adapter = (over: Partial<GoogleAdsSettings> = {}) =>
  googleAds(
    {
      apiUrl: vendor.url,
      apiVersion: 'v26',
      authorizeUrl: `${vendor.url}/o/oauth2/v2/auth`,
      tokenUrl: `${vendor.url}/token`,
      revokeUrl: `${vendor.url}/revoke`,
      clientId: googleSandboxClient.id,
      clientSecret: googleSandboxClient.secret,
      timeoutMs: 1000,
      ...over,
    },
    () => NOW,
  );
const all: Pick<PruneWork, 'touches' | 'guard' | 'write' | 'evict'> = {
  touches: () => true,
  guard: () => undefined,
  write: (_fields, call) => call(),
  evict: [],
};
/** What the platform holds beside the desired campaign; whether it serves does not count. */
async function verify(connection: PlatformConnection, work: ReadWork): Promise<Drift[]> {
  const found = await connection.read(work);
  if (found === null) throw new Error('the campaign is gone');
  const differences = differencesBetween(connection.share(work.desired, work.marker), found, work.known);
  return differences.filter(({ field }) => field !== 'status');
}
const mutates = (): Operation[][] =>
  vendor.requests
    .filter(({ path }) => path.endsWith(':mutate'))
    .map(({ body }) => (JSON.parse(body) as { mutateOperations: Operation[] }).mutateOperations);
const failure = (work: Promise<unknown>): Promise<VendorFailure> =>
  work.then(
    () => expect.unreachable('it should fail'),
    (error: unknown) => error as VendorFailure,
  );

beforeEach(async () => {
  vendor = await startGoogleAds({ now: () => NOW });
  const grant = await vendor.grants.createGrant(
    googleSandboxClient.id,
    'https://www.googleapis.com/auth/adwords',
  );
  const { token } = await vendor.grants.createAccess(grant);
  session = {
    account: '1234567890',
    currency: 'USD',
    timeZone: 'America/New_York',
    loginCustomerId: null,
    accessToken: () => Promise.resolve(token),
  };
  ledger = new Map();
});
afterEach(() => vendor.close());

const desired = desiredCampaign('2026-11-22');

describe('publishing to Google Ads', () => {
  it('is one mutate with everything that has a status paused, under names with the marker', async () => {
    await adapter().create({ session, desired, marker: MARKER, known: known(), record });
    expect(mutates()).toHaveLength(1);
    const creates = (mutates()[0] ?? []).flatMap((one) => Object.entries(one));
    for (const [kind, { create }] of creates)
      if (['campaignOperation', 'adGroupOperation', 'adGroupAdOperation'].includes(kind))
        expect(create?.['status']).toBe('PAUSED');
    const [budget, campaign] = creates.map(([, { create }]) => create);
    expect(budget).toMatchObject({
      name: `Spring sale [${MARKER}]`,
      amountMicros: '50010000',
      explicitlyShared: false,
    });
    expect(campaign).toMatchObject({
      name: `Spring sale [${MARKER}]`,
      startDateTime: '2026-11-24 00:00:00',
      endDateTime: '2026-12-23 23:59:59',
      containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
      targetSpend: {},
    });
  });

  it('adopts by a marker whose letters mean something in GAQL, and no other campaign', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    expect(await google.find({ session, desired, marker: 'opX7Zf3a' })).toEqual([]);
    expect(await google.find({ session, desired, marker: MARKER })).toHaveLength(ledger.size);
  });

  it("starts today in the account's day when the start has passed, and verifies", async () => {
    const late = { ...desired, schedule: { startDate: '2026-11-01' } };
    await adapter().create({ session, desired: late, marker: MARKER, known: known(), record });
    const campaign = vendor.objects.all().find(({ kind }) => kind === 'campaign');
    expect(campaign?.fields['startDateTime']).toBe('2026-11-21 00:00:00');
    expect(await verify(adapter(), { session, desired: late, marker: MARKER, known: known() })).toEqual([]);
  });

  it('takes over a budget that outlived its campaign', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    const campaign = ledger.get('campaign');
    if (campaign === undefined) throw new Error('nothing was recorded');
    await google.remove({ session, known: new Map([['campaign', campaign]]), record });
    const budget = ledger.get('budget')?.externalId;
    ledger.clear();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    expect(ledger.get('budget')?.externalId).toBe(budget);
    expect(await verify(google, { session, desired, marker: MARKER, known: known() })).toEqual([]);
  });

  it('remove ends with nothing left when its answer is lost', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    vendor.faults.arm({
      match: { pathIncludes: ':mutate' },
      times: 1,
      skip: 0,
      kind: 'drop-after-commit',
      ms: 0,
    });
    expect((await failure(google.remove({ session, known: known(), record }))).kind).toBe('unknown');
    await google.remove({ session, known: known(), record });
    expect([...ledger.values()].every(({ state }) => state === 'removed')).toBe(true);
    expect(await google.find({ session, desired, marker: MARKER })).toEqual([]);
  });

  it('names exactly the changed fields in an update', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    const changed = {
      ...desired,
      dailyMicros: 60_000_000,
      schedule: { startDate: desired.schedule.startDate },
    };
    await google.update({
      session,
      desired: changed,
      marker: 'another-operation',
      known: known(),
      record,
      ...all,
    });
    const [budget, campaign, ...more] = mutates()[1] ?? [];
    expect(budget?.['campaignBudgetOperation']).toMatchObject({ updateMask: 'amountMicros' });
    expect(campaign?.['campaignOperation']).toMatchObject({ updateMask: 'endDateTime' });
    expect(more).toEqual([]);
  });

  it('takes away a modifier of bids that a person added and that is not to stay', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    const adGroup = vendor.objects.all().find(({ kind }) => kind === 'adGroup')?.fields['resourceName'];
    const order = {
      add: 'adGroupBidModifier',
      fields: { adGroup, device: { type: 'MOBILE' }, bidModifier: 1.5 },
      person: 'ann@example.com',
    };
    const added = await fetch(`${vendor.url}/_simulator/edit`, {
      method: 'POST',
      body: JSON.stringify(order),
    });
    expect(added.ok).toBe(true);
    const work = { session, desired, marker: MARKER, known: known() };
    const [foreign, ...more] = await verify(google, work);
    expect(more).toEqual([]);
    expect(foreign).toMatchObject({ kind: 'foreign', objectKind: 'ad-group-bid-modifier' });
    const evict = [{ kind: 'ad-group-bid-modifier', externalId: foreign?.externalId ?? '' }];
    const pruning = { touches: () => false, evict, isTwin: () => false, isFirst: true };
    await google.prune({ ...work, record, ...all, ...pruning });
    expect(await verify(google, work)).toEqual([]);
  });

  it('changes the bidding in place when the objective changes', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    await google.update({
      session,
      desired: { ...desired, objective: 'sales' },
      marker: MARKER,
      known: known(),
      record,
      ...all,
    });
    const campaign = vendor.objects.all().find(({ kind }) => kind === 'campaign');
    expect(campaign?.fields).toMatchObject({ maximizeConversions: {} });
    expect(campaign?.fields).not.toHaveProperty('targetSpend');
  });

  it('shows ads on Google Search alone, to people in the places, and sees when somebody widens that', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    const campaign = vendor.objects.all().find(({ kind }) => kind === 'campaign');
    if (campaign === undefined) throw new Error('there is no campaign');
    const networkSettings = {
      ...(campaign.fields['networkSettings'] as Fields),
      targetPartnerSearchNetwork: true,
    };
    const geoTargetTypeSetting = {
      positiveGeoTargetType: 'PRESENCE_OR_INTEREST',
      negativeGeoTargetType: 'PRESENCE',
    };
    const fields = { ...campaign.fields, networkSettings, geoTargetTypeSetting };
    await vendor.objects.commit('a person', [{ ...campaign, op: 'update', fields }]);
    const work = { session, desired, marker: MARKER, known: known() };
    expect((await verify(google, work)).map(({ path, found }) => [path, found])).toEqual([
      ['settings.searchPartners', true],
      ['settings.people', 'PRESENCE_OR_INTEREST'],
    ]);
    await google.update({ ...work, record, ...all });
    expect(await verify(google, work)).toEqual([]);
  });

  it('a start of now that falls on the next day of the account is sent as that day', async () => {
    const late = { ...desired, schedule: { startDate: '2026-11-01' } };
    const google = adapter({ startLeadMs: 3 * 3_600_000 });
    await google.create({ session, desired: late, marker: MARKER, known: known(), record });
    const campaign = vendor.objects.all().find(({ kind }) => kind === 'campaign');
    expect(campaign?.fields['startDateTime']).toBe('2026-11-22 00:00:00');
    expect(await verify(google, { session, desired: late, marker: MARKER, known: known() })).toEqual([]);
  });

  it('sees which fields and objects are not as wanted', async () => {
    const google = adapter();
    await google.create({ session, desired, marker: MARKER, known: known(), record });
    const wanted = {
      ...desired,
      dailyMicros: 60_000_000,
      targeting: { locations: ['US'], languages: ['de'] },
    };
    const mismatches = await verify(google, { session, desired: wanted, marker: MARKER, known: known() });
    expect(mismatches.map(({ kind, path, applied, found }) => ({ kind, path, applied, found }))).toEqual([
      { kind: 'changed', path: 'dailyMicros', applied: 60_000_000, found: 50_010_000 },
      { kind: 'missing', path: 'targeting.languages.0', applied: 'de', found: null },
    ]);
  });
});

describe('talking to Google Ads', () => {
  it('says which field was refused, with code and request id', async () => {
    const wide = structuredClone(desired);
    const ad = wide.adGroups[0]?.ads[0];
    if (ad?.format === 'responsive_search') ad.headlines[1] = { text: 'x'.repeat(31) };
    const error = await failure(
      adapter().create({ session, desired: wide, marker: MARKER, known: known(), record }),
    );
    expect(error).toMatchObject({ kind: 'refused', code: 'LINE_TOO_WIDE' });
    expect(error.message).toContain('One of the lines is too wide.');
    expect(error.message).toContain('headlines 2, text');
    expect(error.requestId).toMatch(/\S/);
    expect(ledger.size).toBe(0);
  });

  it("honours the quota's retry delay", async () => {
    vendor.faults.arm({ match: { pathIncludes: ':mutate' }, times: 1, skip: 0, kind: '429', ms: 0 });
    const error = await failure(
      adapter().create({ session, desired, marker: MARKER, known: known(), record }),
    );
    expect(error).toMatchObject({ kind: 'slow-down', retryAfterMs: 2000 });
  });

  it('calls an account that the grant does not reach forbidden, which is about the account', async () => {
    const other = { ...session, account: '9999999999' };
    const error = await failure(adapter().find({ session: other, desired, marker: MARKER }));
    expect(error).toMatchObject({ kind: 'forbidden', code: 'USER_PERMISSION_DENIED', concerns: 'account' });
    expect(error.message).toContain('has no access to it');
  });

  it('sends no developer token unless one is configured', async () => {
    await vendor.close();
    vendor = await startGoogleAds({ now: () => NOW, refuseDeveloperToken: true });
    const grant = await vendor.grants.createGrant(
      googleSandboxClient.id,
      'https://www.googleapis.com/auth/adwords',
    );
    const { token } = await vendor.grants.createAccess(grant);
    session = { ...session, accessToken: () => Promise.resolve(token) };
    expect(await adapter().find({ session, desired, marker: MARKER })).toEqual([]);
    const old = adapter({ developerToken: 'old' });
    expect((await failure(old.find({ session, desired, marker: MARKER }))).message).toContain(
      'developer-token',
    );
  });
});
