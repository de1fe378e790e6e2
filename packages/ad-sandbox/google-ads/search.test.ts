import { afterAll, beforeAll, expect, it } from 'vitest';
import { codesOf, connectGoogle, type GoogleClient } from '../testing/google-client.ts';
import { budgetFields, campaignFields, createOf, wholeCampaign } from '../testing/search-campaign.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { startGoogleAds } from './server.ts';

let server: VendorServer;
let client: GoogleClient;

beforeAll(async () => {
  server = await startGoogleAds();
  client = await connectGoogle(server.url);
  await client.mutate(wholeCampaign());
  for (const [name, amountMicros] of [
    ['Campaign_B [x]', '9000000'],
    ["Bob's", '100000000'],
  ])
    await client.mutate([
      createOf('campaignBudget', budgetFields({ name: `Budget of ${name}`, amountMicros })),
      createOf('campaign', campaignFields({ name, status: 'ENABLED' })),
    ]);
});
afterAll(() => server.close());

const namesOf = async (rest: string): Promise<unknown[]> =>
  (await client.search(`SELECT campaign.name FROM campaign ${rest}`)).map(
    (row) => (row['campaign'] as Json)['name'],
  );

it.each([
  ["WHERE campaign.name = 'Campaign A'", ['Campaign A']],
  ["WHERE campaign.name = 'Bob\\'s'", ["Bob's"]],
  ["WHERE campaign.name IN ('Campaign A', \"Bob's\") ORDER BY campaign.name", ["Bob's", 'Campaign A']],
  ["WHERE campaign.name LIKE 'Campaign%' ORDER BY campaign.name DESC", ['Campaign_B [x]', 'Campaign A']],
  ["WHERE campaign.name LIKE '%[[]x]'", ['Campaign_B [x]']],
  ["WHERE campaign.status = ENABLED AND campaign.name LIKE 'B%'", ["Bob's"]],
  [
    'WHERE campaign_budget.amount_micros > 9000000 ORDER BY campaign_budget.amount_micros DESC',
    ["Bob's", 'Campaign A'],
  ],
  ['ORDER BY campaign.id LIMIT 1', ['Campaign A']],
  ["WHERE campaign.name = 'nobody'", []],
])('answers %s', async (rest, names) => {
  expect(await namesOf(rest)).toEqual(names);
});

it('a child row carries the fields of what it hangs under', async () => {
  const [row] = await client.search(
    'SELECT ad_group_ad.ad.responsive_search_ad.headlines, ad_group.name, campaign.name FROM ad_group_ad',
  );
  expect(row).toMatchObject({
    adGroupAd: {
      ad: {
        responsiveSearchAd: { headlines: [{ text: 'Fast reports' }, {}, { pinnedField: 'HEADLINE_1' }] },
      },
    },
    adGroup: { name: 'Ad group A' },
    campaign: { name: 'Campaign A' },
  });
});

it('integers of 64 bits are strings', async () => {
  const [row] = await client.search(
    'SELECT campaign.id, campaign_budget.reference_count FROM campaign LIMIT 1',
  );
  expect(typeof (row?.['campaign'] as Json)['id']).toBe('string');
});

it.each([
  ['SELECT campaign.nothing FROM campaign', 'UNRECOGNIZED_FIELD'],
  ['SELECT campaign.start_date FROM campaign', 'UNRECOGNIZED_FIELD'],
  ['SELECT campaign.name FROM campaigns', 'BAD_RESOURCE_TYPE_IN_FROM_CLAUSE'],
  ['SELECT ad_group.name FROM campaign', 'PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE'],
  ['SELECT campaign.network_settings FROM campaign', 'PROHIBITED_FIELD_IN_SELECT_CLAUSE'],
  ["SELECT campaign.name FROM campaign WHERE campaign.status = 'ACTIVE'", 'BAD_ENUM_CONSTANT'],
  ['SELECT campaign.name FROM campaign LIMIT 0', 'LIMIT_VALUE_TOO_LOW'],
  ['SELECT campaign.name', 'EXPECTED_FROM'],
  ['FROM campaign', 'EXPECTED_SELECT'],
  ['SELECT campaign.name FROM campaign WHERE campaign.id IN ()', 'PROHIBITED_EMPTY_LIST_IN_CONDITION'],
])('refuses %s', async (query, code) => {
  const answer = await client.post('/v26/customers/1234567890/googleAds:search', { query });
  expect([answer.status, ...codesOf(answer)]).toEqual([400, `queryError.${code}`]);
});

it('a stream wraps results and errors alike in an array', async () => {
  const stream = (query: string) =>
    client.post('/v25/customers/1234567890/googleAds:searchStream', { query });
  const good = await stream('SELECT campaign.name FROM campaign');
  expect(good.body).toMatchObject([{ results: { length: 3 }, fieldMask: 'campaign.name' }]);
  const bad = await stream('SELECT campaign.nothing FROM campaign');
  expect([bad.status, codesOf(bad)]).toEqual([400, ['queryError.UNRECOGNIZED_FIELD']]);
  expect(Array.isArray(bad.body)).toBe(true);
});

it.each([
  ['/v12/customers/1234567890/googleAds:search', 400],
  ['/v99/customers/1234567890/googleAds:search', 404],
  ['/v26/customers/123-456-7890/googleAds:search', 400],
  ['/v26/customers/9999999999/googleAds:search', 403],
  ['/v26/customers/1234567890/campaigns:mutate', 400],
  ['/v26/customers/1234567890/batchJobs:mutate', 501],
])('%s answers %i', async (path, status) => {
  expect((await client.post(path, { query: 'SELECT customer.id FROM customer' })).status).toBe(status);
});

it('one customer does not see what another holds', async () => {
  const other = await connectGoogle(server.url, '2234567890');
  expect(await other.search('SELECT campaign.name FROM campaign')).toEqual([]);
  expect(await other.search('SELECT customer.currency_code FROM customer')).toMatchObject([
    { customer: { currencyCode: 'EUR' } },
  ]);
});
