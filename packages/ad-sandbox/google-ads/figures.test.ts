import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { codesOf, connectGoogle, type GoogleClient } from '../testing/google-client.ts';
import * as given from '../testing/search-campaign.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { startGoogleAds } from './server.ts';

const HOUR = 3_600_000;
let server: VendorServer;
let client: GoogleClient;
let clock: Date;

beforeEach(async () => {
  clock = new Date('2026-11-22T05:00:00Z');
  server = await startGoogleAds({ now: () => clock, accessTokenSeconds: 10_000_000 });
  onTestFinished(() => server.close());
  client = await connectGoogle(server.url);
  await client.mutate(given.wholeCampaign());
});

const later = (hours: number): void => {
  clock = new Date(clock.getTime() + hours * HOUR);
};
const nameOf = (kind: string): string =>
  String(server.objects.all().find((object) => object.kind === kind)?.fields['resourceName']);
const set = (kind: string, status: string): Promise<unknown> =>
  client.mutate([
    { [`${kind}Operation`]: { update: { resourceName: nameOf(kind), status }, updateMask: 'status' } },
  ]);
const serve = async (): Promise<void> => {
  for (const kind of ['adGroupCriterion', 'adGroupAd', 'adGroup', 'campaign']) await set(kind, 'ENABLED');
};
const order = (body: Json): Promise<Response> =>
  fetch(`${server.url}/_simulator/figures`, { method: 'POST', body: JSON.stringify(body) });
const RANGE = "segments.date BETWEEN '2026-11-20' AND '2026-12-31'";
const daily = (from: string): Promise<Json[]> =>
  client.search(
    `SELECT segments.date, metrics.clicks, metrics.cost_micros, metrics.conversions FROM ${from} WHERE ${RANGE} ORDER BY segments.date`,
  );
const costOf = (rows: readonly Json[]): number =>
  rows.reduce((sum, { metrics }) => sum + Number((metrics as Json)['costMicros']), 0);

describe('figures', () => {
  it('nothing that was never enabled costs anything, and days without figures are no rows', async () => {
    later(48);
    expect(await daily('campaign')).toEqual([]);
    const [row] = await client.search('SELECT metrics.clicks FROM campaign');
    expect(row).toMatchObject({ metrics: { clicks: '0' } });
  });

  it('what serves costs money, never more than its budget a day, until it is paused', async () => {
    await serve();
    later(60);
    await set('campaign', 'PAUSED');
    const spent = await daily('campaign');
    expect(spent.length).toBeGreaterThan(1);
    for (const row of spent) expect(costOf([row])).toBeLessThanOrEqual(25_000_000);
    expect(costOf(spent)).toBeGreaterThan(0);
    later(72);
    expect(costOf(await daily('campaign'))).toBe(costOf(spent));
  });

  it('every level has the same money, and search terms a part of it', async () => {
    await serve();
    later(96);
    const total = costOf(await daily('campaign'));
    for (const from of ['customer', 'ad_group', 'ad_group_ad', 'keyword_view'])
      expect(costOf(await daily(from)), from).toBe(total);
    const terms = costOf(await daily('search_term_view'));
    expect(terms).toBeGreaterThan(0);
    expect(terms).toBeLessThan(total);
  });

  it('search terms say which keyword they reached and how, and whether they are a keyword; by themselves each is one', async () => {
    await serve();
    later(96);
    const rows = await client.search(
      'SELECT search_term_view.search_term, search_term_view.status, segments.keyword.ad_group_criterion, segments.keyword.info.text, segments.keyword.info.match_type, segments.search_term_match_type, metrics.clicks FROM search_term_view',
    );
    const keyword = expect.objectContaining({
      info: expect.objectContaining({ text: expect.any(String) as string }) as object,
    }) as object;
    const kinds = new Set<unknown>();
    for (const { searchTermView, segments } of rows) {
      expect(segments).toMatchObject({ keyword });
      const { searchTerm, status } = searchTermView as Json;
      const { keyword: reached, searchTermMatchType } = segments as {
        keyword: { info: Json };
        searchTermMatchType: string;
      };
      const isKeyword = String(reached.info['text']).toLowerCase() === searchTerm;
      if (isKeyword) expect([status, searchTermMatchType]).toEqual(['ADDED', 'EXACT']);
      kinds.add(status);
    }
    expect(kinds).toEqual(new Set(['ADDED', 'NONE']));
    const alone = await client.search(
      'SELECT search_term_view.search_term, metrics.clicks FROM search_term_view',
    );
    const names = alone.map(({ searchTermView }) => (searchTermView as Json)['resourceName']);
    expect(new Set(names).size).toBe(names.length);
    const clicks = (all: readonly Json[]) =>
      all.reduce((sum, { metrics }) => sum + Number((metrics as Json)['clicks']), 0);
    expect(clicks(alone)).toBe(clicks(rows));
    const misplaced = await client.post('/v26/customers/1234567890/googleAds:search', {
      query: 'SELECT segments.keyword.info.text FROM campaign',
    });
    expect(codesOf(misplaced)).toEqual(['queryError.PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE']);
  });

  it('conversions of a day are told late, its clicks and cost are not', async () => {
    const sums = async (): Promise<Json> => {
      const query =
        "SELECT metrics.clicks, metrics.cost_micros, metrics.conversions FROM customer WHERE segments.date < '2026-11-26'";
      return (await client.search(query))[0]?.['metrics'] as Json;
    };
    await serve();
    later(24 * 4);
    const early = await sums();
    later(24 * 10);
    const late = await sums();
    expect(late).toMatchObject({ clicks: early['clicks'], costMicros: early['costMicros'] });
    expect(Number(late['conversions'])).toBeGreaterThan(Number(early['conversions']));
  });

  it('ordered figures take the place of the made-up ones of that campaign and day, at every level above the thing', async () => {
    await serve();
    later(30);
    const date = '2026-11-22';
    const told = {
      object: nameOf('adGroupCriterion'),
      date,
      clicks: 7,
      costMicros: 3_500_000,
      conversions: 1.5,
    };
    expect((await order(told)).status).toBe(201);
    for (const from of ['campaign', 'ad_group', 'keyword_view']) {
      const row = (await daily(from)).find(({ segments }) => (segments as Json)['date'] === date);
      expect(row, from).toMatchObject({ metrics: { clicks: '7', costMicros: '3500000', conversions: 1.5 } });
    }
    expect((await order({ ...told, spend: 3 })).status).toBe(400);
  });

  it('figures that a resource does not have are refused', async () => {
    const answer = await client.post('/v26/customers/1234567890/googleAds:search', {
      query: 'SELECT label.name, metrics.clicks FROM label',
    });
    expect(codesOf(answer)).toEqual(['queryError.PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE']);
  });
});
