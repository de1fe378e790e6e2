import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { read, type Answer } from '../testing/google-client.ts';
import * as given from '../testing/linkedin-client.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { startLinkedInAds } from './server.ts';

const BEGIN = Date.parse('2026-11-22T00:00:00Z');
const HOUR = 3_600_000;
let server: VendorServer;
let client: given.LinkedInClient;
let clock: Date;
let groupId = '';

const idOf = (answer: Answer): string => answer.headers.get('x-restli-id') ?? '';

beforeEach(async () => {
  clock = new Date(BEGIN);
  server = await startLinkedInAds({ now: () => clock });
  onTestFinished(() => server.close());
  client = await given.connectLinkedIn(server.url, 'r_ads rw_ads r_ads_reporting');
  const running = { status: 'ACTIVE', runSchedule: { start: BEGIN } };
  groupId = idOf(await client.create('/adCampaignGroups', given.groupBody(running)));
  const campaignId = idOf(await client.create('/adCampaigns', given.campaignBody(groupId, running)));
  await client.create('/creatives', given.creativeBody(campaignId, {}, { intendedStatus: 'ACTIVE' }));
});

const later = (hours: number): void => {
  clock = new Date(clock.getTime() + hours * HOUR);
};
const FIELDS = 'dateRange,pivotValues,impressions,clicks,costInLocalCurrency,externalWebsiteConversions';
const ask = async (
  changes: Record<string, string> = {},
  authorization = client.authorization,
): Promise<Answer> => {
  const query = {
    q: 'analytics',
    pivot: 'CAMPAIGN',
    timeGranularity: 'DAILY',
    dateRange: '(start:(year:2026,month:11,day:1),end:(year:2026,month:12,day:31))',
    accounts: `List(${encodeURIComponent(given.ACCOUNT)})`,
    fields: FIELDS,
    ...changes,
  };
  const text = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const headers = { authorization, 'linkedin-version': '202609', 'x-restli-protocol-version': '2.0.0' };
  return read(await fetch(`${server.url}/rest/adAnalytics?${text.join('&')}`, { headers }));
};
const elements = async (changes: Record<string, string> = {}): Promise<Json[]> =>
  (await ask(changes)).body['elements'] as Json[];
const costOf = (rows: readonly Json[]): number =>
  rows.reduce((sum, row) => sum + Number(row['costInLocalCurrency']), 0);

describe('adAnalytics', () => {
  it('what serves costs money until it is paused, the same at every level', async () => {
    later(72);
    await client.patch(`/adCampaignGroups/${groupId}`, { status: 'PAUSED' });
    const rows = await elements();
    expect(rows.map(({ dateRange }) => (dateRange as Json)['start'])).toEqual([
      { year: 2026, month: 11, day: 22 },
      { year: 2026, month: 11, day: 23 },
      { year: 2026, month: 11, day: 24 },
    ]);
    const total = costOf(rows);
    expect(total).toBeGreaterThan(0);
    later(72);
    for (const pivot of ['ACCOUNT', 'CAMPAIGN_GROUP', 'CREATIVE'])
      expect(costOf(await elements({ pivot }))).toBeCloseTo(total, 6);
    expect(await elements({ pivot: 'ACCOUNT', timeGranularity: 'ALL' })).toHaveLength(1);
  });

  it('without names there are impressions and clicks alone', async () => {
    later(48);
    const [row] = await elements({ fields: 'pivotValues' });
    expect(Object.keys(row ?? {})).toEqual(['pivotValues']);
    const answer = await ask({ fields: 'costInEuro' });
    expect(answer.status).toBe(400);
  });

  it('a token that may not read reports is refused', async () => {
    const other = await given.connectLinkedIn(server.url, 'r_ads rw_ads');
    expect((await ask({}, other.authorization)).status).toBe(403);
  });

  it('ordered figures take the place of the made-up ones', async () => {
    later(30);
    const object = `urn:li:sponsoredCampaignGroup:${groupId}`;
    const told = { object, date: '2026-11-22', clicks: 3, impressions: 90, costMicros: 12_340_000 };
    await fetch(`${server.url}/_simulator/figures`, { method: 'POST', body: JSON.stringify(told) });
    const rows = await elements({ pivot: 'CAMPAIGN_GROUP' });
    expect(rows[0]).toMatchObject({ pivotValues: [object], clicks: 3, costInLocalCurrency: '12.34' });
  });
});
