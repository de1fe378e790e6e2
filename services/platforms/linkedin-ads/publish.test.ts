import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkedInSandboxClient, startLinkedInAds } from '@sip/ad-sandbox/linkedin-ads/server';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { differencesBetween, type Drift } from '../ledger/domain/drift.ts';
import type {
  KnownObjects,
  PlatformConnection,
  ReadWork,
  RecordObject,
  Session,
  UpdateWork,
  VendorFailure,
} from '../port.ts';
import { linkedInAds } from './adapter.ts';
import type { LinkedInAdsSettings } from './settings.ts';

type Fields = Record<string, unknown>;
const MARKER = "op(7),f3:a'";
const LAG_MS = 60_000;
let nowMs: number;
let vendor: Awaited<ReturnType<typeof startLinkedInAds>>;
let session: Session;
let ledger: Map<string, { kind: string; externalId: string; state: string }>;
const record: RecordObject = async ({ key, ...object }) => void ledger.set(key, object);
const known = (): KnownObjects => new Map([...ledger].filter(([, { state }]) => state !== 'removed'));
const adapter = (over: Partial<LinkedInAdsSettings> = {}) =>
  linkedInAds(
    {
      apiUrl: `${vendor.url}/rest`,
      apiVersion: '202609',
      authorizeUrl: `${vendor.url}/oauth/v2/authorization`,
      tokenUrl: `${vendor.url}/oauth/v2/accessToken`,
      revokeUrl: `${vendor.url}/oauth/v2/revoke`,
      clientId: linkedInSandboxClient.id,
      clientSecret: linkedInSandboxClient.secret,
      timeoutMs: 1000,
      propagationMs: 100,
      ...over,
    },
    () => new Date(nowMs),
  );
const failure = (work: Promise<unknown>): Promise<VendorFailure> =>
  work.then(
    () => expect.unreachable('it should fail'),
    (error: unknown) => error as VendorFailure,
  );
/** What the platform holds beside the desired campaign; whether it serves does not count. */
async function verify(connection: PlatformConnection, work: ReadWork): Promise<Drift[]> {
  const found = await connection.read(work);
  if (found === null) throw new Error('the campaign is gone');
  const differences = differencesBetween(connection.share(work.desired, work.marker), found, work.known);
  return differences.filter(({ field }) => field !== 'status');
}
const ANYTHING: Pick<UpdateWork, 'touches' | 'guard' | 'write'> = {
  touches: () => true,
  guard: () => undefined,
  write: (_fields, call) => call(),
};
/** A whole update of a campaign that does not serve, which may touch everything. */
async function update(
  connection: PlatformConnection,
  work: Omit<UpdateWork, 'touches' | 'guard' | 'write'>,
): Promise<void> {
  await connection.update({ ...work, ...ANYTHING });
  await connection.prune({
    ...work,
    ...ANYTHING,
    known: known(),
    evict: [],
    isTwin: () => false,
    isFirst: true,
  });
}
const objectsOf = (kind: string): Fields[] =>
  vendor.objects
    .all()
    .filter((one) => one.kind === kind)
    .map(({ fields }) => fields);
const loseNextWrite = (): void =>
  vendor.faults.arm({ match: { method: 'POST' }, times: 1, skip: 0, kind: 'drop-after-commit', ms: 0 });

beforeEach(async () => {
  nowMs = Date.parse('2026-11-22T10:00:00Z');
  vendor = await startLinkedInAds({ now: () => new Date(nowMs), searchLagMs: LAG_MS });
  const grant = await vendor.grants.createGrant(linkedInSandboxClient.id, 'rw_ads');
  const { token } = await vendor.grants.createAccess(grant);
  session = {
    account: '512345678',
    currency: 'USD',
    timeZone: 'UTC',
    loginCustomerId: null,
    accessToken: () => Promise.resolve(token),
  };
  ledger = new Map();
});
afterEach(() => vendor.close());

const desired = desiredCampaign('2026-11-22');

describe('publishing to LinkedIn Ads', () => {
  it('makes drafts whose daily budgets add up to the approved one to the cent', async () => {
    await adapter().create({
      session,
      desired: { ...desired, totalMicros: 250_010_000 },
      marker: MARKER,
      known: known(),
      record,
    });
    expect([...objectsOf('campaignGroup'), ...objectsOf('campaign')].map(({ status }) => status)).toEqual([
      'DRAFT',
      'DRAFT',
      'DRAFT',
    ]);
    expect(objectsOf('creative').every(({ intendedStatus }) => intendedStatus === 'DRAFT')).toBe(true);
    expect(objectsOf('campaign').map(({ dailyBudget }) => (dailyBudget as Fields)['amount'])).toEqual([
      '25.01',
      '25.00',
    ]);
    expect(objectsOf('campaign').map(({ totalBudget }) => (totalBudget as Fields)['amount'])).toEqual([
      '125.01',
      '125.00',
    ]);
    expect(objectsOf('campaign')[0]).toMatchObject({
      name: `Payroll [${MARKER}]`,
      politicalIntent: 'NOT_POLITICAL',
      locale: { country: 'US', language: 'en' },
      runSchedule: { start: Date.parse('2026-11-24T00:00:00Z'), end: Date.parse('2026-12-24T00:00:00Z') },
    });
  });

  it('verifies by id while the search does not show the objects yet', async () => {
    await adapter().create({ session, desired, marker: MARKER, known: known(), record });
    expect(await verify(adapter(), { session, desired, marker: MARKER, known: known() })).toEqual([]);
  });

  it('adopts the oldest and deletes a draft that an impatient repeat made twice', async () => {
    const linkedIn = adapter();
    loseNextWrite();
    expect(
      (await failure(linkedIn.create({ session, desired, marker: MARKER, known: known(), record }))).kind,
    ).toBe('unknown');
    expect(await linkedIn.find({ session, desired, marker: MARKER })).toEqual([]);
    nowMs += 1;
    await linkedIn.create({ session, desired, marker: MARKER, known: known(), record });
    expect(objectsOf('campaignGroup')).toHaveLength(2);
    ledger.clear();
    nowMs += LAG_MS;
    const twice = (await linkedIn.find({ session, desired, marker: MARKER })).filter(
      ({ key }) => key === 'campaign',
    );
    expect(twice.map(({ externalId }) => Number(externalId))).toEqual(
      objectsOf('campaignGroup').map(({ id }) => id),
    );
    await linkedIn.create({ session, desired, marker: MARKER, known: known(), record });
    expect(objectsOf('campaignGroup').map(({ id }) => String(id))).toEqual([twice[0]?.externalId]);
    nowMs += LAG_MS;
    expect(await verify(linkedIn, { session, desired, marker: MARKER, known: known() })).toEqual([]);
  });

  it('remove leaves another group alone, although it has the same name with the same mark', async () => {
    const linkedIn = adapter();
    loseNextWrite();
    await failure(linkedIn.create({ session, desired, marker: MARKER, known: known(), record }));
    await linkedIn.create({ session, desired, marker: MARKER, known: known(), record });
    nowMs += LAG_MS;
    const own = known().get('campaign')?.externalId;
    await linkedIn.remove({ session, known: known(), record });
    const [left, ...others] = vendor.objects.all();
    expect(others).toEqual([]);
    expect(left?.kind).toBe('campaignGroup');
    expect(left?.id).not.toBe(own);
  });

  it('remove ends with nothing left whichever deletion loses its answer', async () => {
    const linkedIn = adapter();
    for (let skip = 0; skip < 7; skip += 1) {
      await linkedIn.create({ session, desired, marker: MARKER, known: known(), record });
      vendor.faults.arm({ match: { method: 'DELETE' }, times: 1, skip, kind: 'drop-after-commit', ms: 0 });
      expect((await failure(linkedIn.remove({ session, known: known(), record }))).kind).toBe('unknown');
      await linkedIn.remove({ session, known: known(), record });
      expect(vendor.objects.all()).toEqual([]);
      ledger.clear();
    }
  });

  it('remove archives what has been live and keeps its figures', async () => {
    const linkedIn = adapter();
    await linkedIn.create({ session, desired, marker: MARKER, known: known(), record });
    await linkedIn.activate({ session, known: known(), record, intend: () => Promise.resolve() });
    await linkedIn.remove({ session, known: known(), record });
    expect([...objectsOf('campaignGroup'), ...objectsOf('campaign')].map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'ARCHIVED'),
    );
    expect([...ledger.values()].every(({ state }) => state === 'removed')).toBe(true);
  });

  it('starts now when the start has passed, and verifies', async () => {
    const late = { ...desired, schedule: { startDate: '2026-11-01' } };
    await adapter().create({ session, desired: late, marker: MARKER, known: known(), record });
    expect(objectsOf('campaignGroup')[0]?.['runSchedule']).toEqual({ start: nowMs });
    nowMs += 86_400_000;
    expect(await verify(adapter(), { session, desired: late, marker: MARKER, known: known() })).toEqual([]);
  });

  it('never lets what can be spent in a day rise above the approved budget while ad groups come and go', async () => {
    const linkedIn = adapter();
    const [first, second] = desired.adGroups;
    if (first === undefined || second === undefined) throw new Error('the example needs two ad groups');
    const one = { ...desired, adGroups: [first] };
    await linkedIn.create({ session, desired: one, marker: MARKER, known: known(), record });
    const states = new Map<string, Fields>();
    for (const next of [one, desired, { ...desired, adGroups: [second] }]) {
      const work = {
        session,
        desired: next,
        marker: MARKER,
        record,
        ...ANYTHING,
      };
      await linkedIn.update({ ...work, known: known() });
      await linkedIn.activate({ session, known: known(), record, intend: () => Promise.resolve() });
      await linkedIn.prune({ ...work, known: known(), evict: [], isTwin: () => false, isFirst: true });
      nowMs += LAG_MS;
      expect(await verify(linkedIn, { session, desired: next, marker: MARKER, known: known() })).toEqual([]);
    }
    for (const { changes } of vendor.objects.ledger()) {
      for (const { kind, id, fields } of changes)
        if (kind === 'campaign' && fields !== null) states.set(id, fields);
      const spendable = [...states.values()]
        .filter(({ status }) => status === 'ACTIVE')
        .reduce(
          (sum, { dailyBudget }) => sum + Math.round(Number((dailyBudget as Fields)['amount']) * 100),
          0,
        );
      expect(spendable).toBeLessThanOrEqual(5001);
    }
  });

  it('makes new ad groups when the objective or the language changes, because LinkedIn lets nobody change them', async () => {
    const linkedIn = adapter();
    await linkedIn.create({ session, desired, marker: MARKER, known: known(), record });
    const group = ledger.get('campaign');
    const changed = {
      ...desired,
      objective: 'leads' as const,
      targeting: { locations: ['DE'], languages: ['de'] },
    };
    await update(linkedIn, { session, desired: changed, marker: MARKER, known: known(), record });
    nowMs += LAG_MS;
    expect(await verify(linkedIn, { session, desired: changed, marker: MARKER, known: known() })).toEqual([]);
    expect(ledger.get('campaign')).toEqual(group);
    expect(objectsOf('campaign')).toHaveLength(2);
  });

  it('keeps the ads with the approved audience, and sees when somebody lets LinkedIn widen it', async () => {
    const linkedIn = adapter();
    await linkedIn.create({ session, desired, marker: MARKER, known: known(), record });
    for (const group of objectsOf('campaign'))
      expect(group).toMatchObject({ audienceExpansionEnabled: false, offsiteDeliveryEnabled: false });
    const [group] = vendor.objects.all().filter(({ kind }) => kind === 'campaign');
    if (group === undefined) throw new Error('there is no ad group');
    const fields = { ...group.fields, audienceExpansionEnabled: true };
    await vendor.objects.commit('a person', [{ ...group, op: 'update', fields }]);
    const work = { session, desired, marker: MARKER, known: known() };
    expect(await verify(linkedIn, work)).toMatchObject([
      { path: 'adGroups.0.settings.audienceExpansion', applied: false, found: true },
    ]);
    await update(linkedIn, { ...work, record });
    expect(await verify(linkedIn, work)).toEqual([]);
  });

  it('sends a start of now some minutes ahead, and takes it for the wanted one', async () => {
    const linkedIn = adapter({ startLeadMs: 300_000 });
    const late = { ...desired, schedule: { startDate: '2026-11-01' } };
    await linkedIn.create({ session, desired: late, marker: MARKER, known: known(), record });
    expect(objectsOf('campaignGroup')[0]?.['runSchedule']).toEqual({ start: nowMs + 300_000 });
    expect(await verify(linkedIn, { session, desired: late, marker: MARKER, known: known() })).toEqual([]);
  });

  it('clears a total budget that is no longer wanted', async () => {
    const linkedIn = adapter();
    const capped = { ...desired, totalMicros: 300_000_000 };
    await linkedIn.create({ session, desired: capped, marker: MARKER, known: known(), record });
    await update(linkedIn, { session, desired, marker: MARKER, known: known(), record });
    expect(objectsOf('campaign').some((one) => 'totalBudget' in one)).toBe(false);
    expect(await verify(linkedIn, { session, desired, marker: MARKER, known: known() })).toEqual([]);
  });
});

describe('talking to LinkedIn Ads', () => {
  it('calls a retired version refused with its code', async () => {
    const error = await failure(adapter({ apiVersion: '202511' }).find({ session, desired, marker: MARKER }));
    expect(error).toMatchObject({ kind: 'refused', code: 'NONEXISTENT_VERSION' });
  });

  it('says which fields were refused', async () => {
    const low = { ...desired, dailyMicros: 10_000_000 };
    const error = await failure(
      adapter().create({ session, desired: low, marker: MARKER, known: known(), record }),
    );
    expect(error).toMatchObject({ kind: 'refused', code: 'FIELD_VALUE_TOO_LOW' });
    expect(error.message).toMatch(
      /^LinkedIn Ads: ad group “Payroll”: \/dailyBudget\/amount value 5.00 can't be lower than 10.00/,
    );
    expect(error.requestId).toMatch(/\S/);
  });

  it('says which ad or ad group was refused', async () => {
    const adGroups = structuredClone(desired.adGroups);
    const ad = adGroups[1]?.ads.find(({ format }) => format === 'text_ad');
    if (ad?.format === 'text_ad') ad.headline = 'A headline that is far too long for LinkedIn';
    const work = { session, desired: { ...desired, adGroups }, marker: MARKER, known: known(), record };
    const error = await failure(adapter().create(work));
    expect(error).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(
        `LinkedIn Ads: ad “A headline that is far too long for LinkedIn” in ad group “${adGroups[1]?.name}”: /content`,
      ) as string,
    });
    const cheap = await failure(
      adapter().create({ ...work, desired: { ...desired, dailyMicros: 2_000_000 } }),
    );
    expect(cheap.message).toContain(`ad group “${adGroups[0]?.name}`);
  });

  it('calls a token that may only read forbidden, which is about the consent', async () => {
    const grant = await vendor.grants.createGrant(linkedInSandboxClient.id, 'r_ads');
    const { token } = await vendor.grants.createAccess(grant);
    const reader = { ...session, accessToken: () => Promise.resolve(token) };
    expect(
      await failure(adapter().create({ session: reader, desired, marker: MARKER, known: known(), record })),
    ).toMatchObject({ kind: 'forbidden', code: 'ACCESS_DENIED', concerns: 'consent' });
  });

  it('waits as long as the search may lag unless told otherwise', () => {
    expect(adapter().quietPeriodMs).toBe(180_000);
    expect(adapter({ searchLagMs: 2000, timeoutMs: 5000 }).quietPeriodMs).toBe(5000);
    expect(adapter({ quietPeriodMs: 10 }).quietPeriodMs).toBe(10);
  });
});
