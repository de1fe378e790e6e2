import { describe, expect, it, onTestFinished } from 'vitest';
import * as given from '../testing/linkedin-client.ts';
import type { Answer } from '../testing/google-client.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { startLinkedInAds, type LinkedInAdsOptions } from './server.ts';

const BEGIN = Date.parse('2026-11-22T15:00:00Z');
let server: VendorServer;
let client: given.LinkedInClient;
let clock: Date;

async function start(options: LinkedInAdsOptions = {}): Promise<void> {
  clock = new Date(BEGIN);
  server = await startLinkedInAds({ now: () => clock, ...options });
  onTestFinished(() => server.close());
  client = await given.connectLinkedIn(server.url);
}

const later = (ms: number): void => {
  clock = new Date(clock.getTime() + ms);
};
const idOf = (answer: Answer): string => answer.headers.get('x-restli-id') ?? '';
const running = { runSchedule: { start: BEGIN } };
const group = async (changes: Json = {}): Promise<string> =>
  idOf(
    await client.create('/adCampaignGroups', given.groupBody({ status: 'ACTIVE', ...running, ...changes })),
  );
const campaign = async (groupId: string, changes: Json = {}): Promise<string> =>
  idOf(await client.create('/adCampaigns', given.campaignBody(groupId, { status: 'ACTIVE', ...changes })));
const creative = async (campaignId: string, textAd: Json = {}): Promise<string> =>
  idOf(
    await client.create('/creatives', given.creativeBody(campaignId, textAd, { intendedStatus: 'ACTIVE' })),
  );
const read = async (path: string): Promise<Json> => (await client.call('GET', path)).body;
const readCreative = (urn: string): Promise<Json> => read(`/creatives/${encodeURIComponent(urn)}`);
const control = (name: string, body: Json): Promise<Response> =>
  fetch(`${server.url}/_simulator/${name}`, { method: 'POST', body: JSON.stringify(body) });

describe('reading', () => {
  it('a new entity is not found by any read for a while, while writes see it', async () => {
    await start({ propagationMs: 5_000 });
    const id = await group();
    const both = async (): Promise<unknown[]> => [
      (await client.call('GET', `/adCampaignGroups/${id}`)).status,
      ((await read('/adCampaignGroups?q=search'))['elements'] as unknown[]).length,
      ((await read(`/adCampaignGroups?ids=List(${id})`))['statuses'] as Json)[id],
    ];
    expect(await both()).toEqual([404, 0, 404]);
    expect((await client.patch(`/adCampaignGroups/${id}`, { name: 'Renamed' })).status).toBe(204);
    expect(await campaign(id)).toMatch(/^\d+$/);
    later(5_000);
    expect(await both()).toEqual([200, 1, 200]);
  });

  it('a batch gives what is there, and an error for what is not', async () => {
    await start();
    const id = await group();
    const urn = await creative(await campaign(id));
    expect(await read(`/adCampaignGroups?ids=List(${id},7)`)).toMatchObject({
      results: { [id]: { name: 'Group A' } },
      errors: { 7: { status: 404 } },
      statuses: { [id]: 200, 7: 404 },
    });
    const key = encodeURIComponent(urn);
    const header = { 'x-restli-method': 'BATCH_GET' };
    const batch = await client.call('GET', `/creatives?ids=List(${key})`, undefined, header);
    expect(batch.body).toMatchObject({ results: { [urn]: { id: urn } }, errors: {} });
    expect((await client.call('GET', '/adCampaignGroups?ids=List(x)')).status).toBe(400);
  });
});

describe('serving', () => {
  it('a creative serves when everything above it does, and says why when not', async () => {
    await start();
    const groupId = await group();
    const campaignId = await campaign(groupId);
    const urn = await creative(campaignId);
    expect(await readCreative(urn)).toMatchObject({ isServing: true, servingHoldReasons: [] });
    await client.patch(`/adCampaigns/${campaignId}`, { status: 'PAUSED' });
    expect(await readCreative(urn)).toMatchObject({
      isServing: false,
      servingHoldReasons: ['CAMPAIGN_STOPPED'],
    });
    await client.patch(`/adCampaigns/${campaignId}`, { status: 'ACTIVE' });
    await client.patch(`/adCampaignGroups/${groupId}`, { status: 'PAUSED' });
    expect(await read(`/adCampaigns/${campaignId}`)).toMatchObject({
      servingStatuses: ['CAMPAIGN_GROUP_STATUS_HOLD'],
    });
    await client.patch(`/adCampaignGroups/${groupId}`, { status: 'ACTIVE' });
    await control('account', { id: '512345678', servingHold: true });
    expect(await readCreative(urn)).toMatchObject({ servingHoldReasons: ['ACCOUNT_SERVING_HOLD'] });
  });

  it('a campaign waits for its start, and ends', async () => {
    await start();
    const id = await campaign(await group(), {
      runSchedule: { start: BEGIN + 60_000, end: BEGIN + 120_000 },
    });
    const holds = async (): Promise<unknown> => (await read(`/adCampaigns/${id}`))['servingStatuses'];
    expect(await holds()).toEqual(['CAMPAIGN_START_DATE_HOLD']);
    later(60_000);
    expect(await holds()).toEqual(['RUNNABLE']);
    later(60_000);
    expect(await holds()).toEqual(['CAMPAIGN_END_DATE_HOLD']);
  });

  it('a creative is in review for a while, again when its content changes, and may be rejected', async () => {
    await start({ reviewMs: 60_000 });
    const urn = await creative(await campaign(await group()));
    const path = `/creatives/${encodeURIComponent(urn)}`;
    const pending = { review: { status: 'PENDING' }, isServing: false, servingHoldReasons: ['UNDER_REVIEW'] };
    expect(await readCreative(urn)).toMatchObject(pending);
    later(60_000);
    expect(await readCreative(urn)).toMatchObject({ review: { status: 'APPROVED' }, isServing: true });
    await client.patch(path, { name: 'Renamed' });
    expect(await readCreative(urn)).toMatchObject({ review: { status: 'APPROVED' } });
    const textAd = { headline: 'Counterfeit', description: 'x', landingPage: 'https://example.com' };
    expect((await client.patch(path, { content: { textAd } })).status).toBe(204);
    expect(await readCreative(urn)).toMatchObject(pending);
    later(60_000);
    const rejected = { status: 'REJECTED', rejectionReasons: ['AD_CONTENT'] };
    expect(await readCreative(urn)).toMatchObject({ review: rejected, servingHoldReasons: ['REJECTED'] });
    expect(server.objects.ledger().at(-1)).toMatchObject({ by: 'platform' });
  });

  it('a verdict may be given by a control call', async () => {
    await start();
    const object = await creative(await campaign(await group()));
    const order = { object, verdict: 'REJECTED', reasons: ['LANDING_PAGE'] };
    expect((await control('review', order)).status).toBe(200);
    expect(await readCreative(object)).toMatchObject({ isServing: false });
    expect((await control('review', { object, verdict: 'GOOD' })).status).toBe(400);
  });
});

describe('ways that are set', () => {
  it.each([
    [true, 400],
    [false, 201],
  ])('a start in the past is refused: %s', async (refusePastStart, status) => {
    await start({ refusePastStart });
    const body = given.groupBody({ runSchedule: { start: BEGIN - 1 } });
    expect((await client.create('/adCampaignGroups', body)).status).toBe(status);
  });

  it.each([true, false])('a campaign that does not say expands its audience: %s', async (expands) => {
    await start({ audienceExpansionDefault: expands });
    const groupId = await group();
    const field = async (id: string): Promise<unknown> =>
      (await read(`/adCampaigns/${id}`))['audienceExpansionEnabled'];
    expect(await field(await campaign(groupId))).toBe(expands);
    expect(await field(await campaign(groupId, { audienceExpansionEnabled: false }))).toBe(false);
  });

  it('the calls of a day are counted until 00:00 UTC, and the limit may be raised', async () => {
    await start({ dailyCalls: 2 });
    const call = async (): Promise<unknown> => (await client.call('GET', '')).status;
    expect([await call(), await call(), await call()]).toEqual([200, 200, 429]);
    expect((await client.call('GET', '')).body['message']).toContain('APPLICATION_AND_MEMBER DAY limit');
    expect((await control('limits', { daily: 3 })).status).toBe(200);
    expect([await call(), await call()]).toEqual([200, 429]);
    later(9 * 3_600_000);
    expect(await call()).toBe(200);
    await control('limits', { daily: null });
    expect((await control('limits', { daily: 'many' })).status).toBe(400);
  });
});
