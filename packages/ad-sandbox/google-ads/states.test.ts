import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { codesOf, connectGoogle, type GoogleClient } from '../testing/google-client.ts';
import * as given from '../testing/search-campaign.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { googleAgencyAccounts } from './accounts.ts';
import { startGoogleAds, type GoogleAdsOptions } from './server.ts';

let server: VendorServer;
let client: GoogleClient;
let clock: Date;

async function start(options: GoogleAdsOptions = {}): Promise<void> {
  server = await startGoogleAds({ now: () => clock, accessTokenSeconds: 1_000_000, ...options });
  onTestFinished(() => server.close());
  client = await connectGoogle(server.url);
}
beforeEach(() => {
  clock = new Date('2026-11-22T15:00:00Z');
});

const later = (minutes: number): void => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};
const nameOf = (kind: string): string =>
  String(server.objects.all().find((object) => object.kind === kind)?.fields['resourceName']);
const control = (name: string, body: Json): Promise<Response> =>
  fetch(`${server.url}/_simulator/${name}`, { method: 'POST', body: JSON.stringify(body) });
const enable = (kind: string): Promise<unknown> =>
  client.mutate([
    {
      [`${kind}Operation`]: {
        update: { resourceName: nameOf(kind), status: 'ENABLED' },
        updateMask: 'status',
      },
    },
  ]);
const primary = async (resource: string): Promise<string> => {
  const query = `SELECT ${resource}.primary_status, ${resource}.primary_status_reasons FROM ${resource}`;
  const [row = {}] = await client.search(query);
  const [state] = Object.values(row) as Json[];
  return [state?.['primaryStatus'], ...((state?.['primaryStatusReasons'] ?? []) as string[])].join(' ');
};

describe('managers and clients', () => {
  const ask = async (customer: string, query: string, manager?: string) => {
    const headers: Record<string, string> = { authorization: client.authorization };
    if (manager !== undefined) headers['login-customer-id'] = manager;
    const url = `${server.url}/v26/customers/${customer}/googleAds:searchStream`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const body = (await response.json()) as Json[];
    const answer = { status: response.status, headers: response.headers, body: body[0] ?? {} };
    return response.ok ? ((body[0]?.['results'] ?? []) as Json[]) : codesOf(answer).join();
  };
  const ID = 'SELECT customer.id FROM customer';

  beforeEach(() => start({ accounts: googleAgencyAccounts }));

  it('only what the person was invited to is listed, and the tree is walked from there', async () => {
    const response = await fetch(`${server.url}/v26/customers:listAccessibleCustomers`, {
      headers: { authorization: client.authorization },
    });
    expect(await response.json()).toEqual({ resourceNames: ['customers/9000000001'] });
    const query =
      'SELECT customer_client.id, customer_client.level, customer_client.manager, customer_client.status FROM customer_client';
    const rows = (await ask('9000000001', query)) as Json[];
    expect(rows.map((row) => row['customerClient'])).toEqual(
      [
        ['9000000001', '0', true, 'ENABLED'],
        ['9000000002', '1', true, 'ENABLED'],
        ['9000000003', '1', false, 'ENABLED'],
        ['9000000004', '2', false, 'ENABLED'],
        ['9000000005', '1', false, 'SUSPENDED'],
        ['9000000006', '1', false, 'CANCELED'],
        ['9000000007', '1', false, 'ENABLED'],
      ].map(([id, level, manager, status]) => ({
        resourceName: `customers/9000000001/customerClients/${String(id)}`,
        ...{ id, level, manager, status },
      })),
    );
  });

  it.each([
    ['9000000003', undefined, 'authorizationError.USER_PERMISSION_DENIED'],
    ['9000000003', '9000000001', 'reached'],
    ['9000000004', '9000000001', 'reached'],
    ['9000000004', '9000000002', 'reached'],
    [
      '9000000003',
      '9000000002',
      'authorizationError.INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION',
    ],
    ['9000000003', '8000000001', 'authorizationError.USER_PERMISSION_DENIED'],
    ['9000000005', '9000000001', 'reached'],
    ['9000000006', '9000000001', 'authorizationError.CUSTOMER_NOT_ENABLED'],
    ['9000000003', '900-000-0001', 'headerError.INVALID_LOGIN_CUSTOMER_ID'],
  ])('customer %s logged in at %s: %s', async (customer, manager, outcome) => {
    const answer = await ask(customer, ID, manager);
    expect(typeof answer === 'string' ? answer : 'reached').toBe(outcome);
  });

  it('a suspended client and a manager take no changes', async () => {
    const mutate = async (customer: string): Promise<string> => {
      const response = await fetch(`${server.url}/v26/customers/${customer}/googleAds:mutate`, {
        method: 'POST',
        headers: { authorization: client.authorization, 'login-customer-id': '9000000001' },
        body: JSON.stringify({ mutateOperations: [] }),
      });
      const { status, headers } = response;
      return codesOf({ status, headers, body: (await response.json()) as Json }).join();
    };
    expect(await mutate('9000000005')).toBe('authorizationError.ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT');
    expect(await mutate('9000000001')).toBe('mutateError.MUTATE_NOT_ALLOWED');
  });
});

describe('an account', () => {
  it('is suspended, put on a billing hold and released by a control call', async () => {
    await start();
    await client.mutate(given.wholeCampaign());
    await enable('campaign');
    const id = '1234567890';
    const serving = 'SELECT campaign.serving_status FROM campaign';
    expect((await control('account', { id, status: 'SUSPENDED' })).status).toBe(200);
    expect(codesOf(await client.mutate(given.wholeCampaign()))).toEqual([
      'authorizationError.ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT',
    ]);
    await control('account', { id, status: 'ENABLED', billingHold: true });
    expect(await client.search(serving)).toMatchObject([{ campaign: { servingStatus: 'SUSPENDED' } }]);
    await control('account', { id, billingHold: false });
    expect(await client.search(serving)).toMatchObject([{ campaign: { servingStatus: 'SERVING' } }]);
    for (const wrong of [{ id: '1' }, { id, status: 'SAD' }, { id, name: 'x' }])
      expect((await control('account', wrong)).status).toBe(400);
  });
});

describe('the operations of a day', () => {
  it('are counted by what is changed, and the limit may be raised', async () => {
    await start({ dailyOperations: 7 });
    expect((await client.mutate(given.wholeCampaign())).status).toBe(200);
    expect(await client.search('SELECT customer.id FROM customer')).toHaveLength(1);
    const over = await client.mutate(given.wholeCampaign());
    expect([over.status, codesOf(over)]).toEqual([429, ['quotaError.RESOURCE_EXHAUSTED']]);
    await control('limits', { daily: null });
    expect((await client.mutate([])).status).toBe(400);
  });
});

describe('what can serve', () => {
  it('is told for campaign, ad group and ad, from the leaves up', async () => {
    await start();
    await client.mutate(given.wholeCampaign());
    expect(await primary('campaign')).toBe('PAUSED CAMPAIGN_PAUSED');
    expect(await primary('ad_group_ad')).toBe('PAUSED AD_GROUP_AD_PAUSED');
    await enable('campaign');
    expect(await primary('campaign')).toBe('NOT_ELIGIBLE AD_GROUP_ADS_PAUSED');
    expect(await primary('ad_group')).toBe('NOT_ELIGIBLE AD_GROUP_ADS_PAUSED');
    await enable('adGroupAd');
    for (const resource of ['campaign', 'ad_group', 'ad_group_ad'])
      expect(await primary(resource)).toBe('ELIGIBLE');
    await control('edit', { object: nameOf('campaign'), set: { startDateTime: '2026-12-01 00:00:00' } });
    expect(await primary('campaign')).toBe('PENDING CAMPAIGN_PENDING');
    expect(await primary('ad_group_ad')).toBe('PENDING CAMPAIGN_PENDING');
  });

  it('an ad is in review for a while, and again when it was changed', async () => {
    await start({ reviewMs: 60_000 });
    await client.mutate(given.wholeCampaign());
    await enable('campaign');
    await enable('adGroupAd');
    expect(await primary('ad_group_ad')).toBe('PENDING AD_GROUP_AD_UNDER_REVIEW');
    expect(await primary('campaign')).toBe('PENDING MOST_ADS_UNDER_REVIEW');
    later(1);
    expect(await primary('ad_group_ad')).toBe('ELIGIBLE');
    const [row] = await client.search('SELECT ad_group_ad.ad.resource_name FROM ad_group_ad');
    const { ad } = row?.['adGroupAd'] as { ad: Json };
    const update = { resourceName: ad['resourceName'], finalUrls: ['https://example.com/counterfeit'] };
    await client.mutate([{ adOperation: { update, updateMask: 'final_urls' } }]);
    expect(await primary('ad_group_ad')).toBe('PENDING AD_GROUP_AD_UNDER_REVIEW');
    later(1);
    expect(await primary('ad_group_ad')).toBe('NOT_ELIGIBLE AD_GROUP_AD_DISAPPROVED');
    expect(server.objects.ledger().at(-1)).toMatchObject({ by: 'platform' });
  });

  it('a keyword is approved until a verdict says otherwise', async () => {
    await start();
    await client.mutate(given.wholeCampaign());
    const query =
      'SELECT ad_group_criterion.approval_status, ad_group_criterion.disapproval_reasons, ad_group_criterion.system_serving_status FROM ad_group_criterion';
    const approved = { approvalStatus: 'APPROVED', systemServingStatus: 'ELIGIBLE' };
    expect((await client.search(query))[0]).toMatchObject({ adGroupCriterion: approved });
    const object = nameOf('adGroupCriterion');
    await control('review', { object, verdict: 'disapproved', topics: ['TRADEMARKS'] });
    const refused = { approvalStatus: 'DISAPPROVED', disapprovalReasons: ['TRADEMARKS'] };
    expect(await client.search(query)).toContainEqual({
      adGroupCriterion: expect.objectContaining(refused) as unknown,
    });
  });

  it('a verdict may be given by a control call, with its topics', async () => {
    await start();
    await client.mutate(given.wholeCampaign());
    const object = nameOf('adGroupAd');
    const order = { object, verdict: 'disapproved', topics: ['DESTINATION_NOT_WORKING'] };
    expect((await control('review', order)).status).toBe(200);
    const query =
      'SELECT ad_group_ad.policy_summary.approval_status, ad_group_ad.policy_summary.policy_topic_entries FROM ad_group_ad';
    expect(await client.search(query)).toMatchObject([
      {
        adGroupAd: {
          policySummary: {
            approvalStatus: 'DISAPPROVED',
            policyTopicEntries: [{ topic: 'DESTINATION_NOT_WORKING', type: 'PROHIBITED' }],
          },
        },
      },
    ]);
    expect((await control('review', { object, verdict: 'good' })).status).toBe(400);
    expect((await control('review', { object: 'x', verdict: 'approved' })).status).toBe(400);
  });
});

describe('the change feed', () => {
  const FEED =
    'SELECT change_event.change_resource_name, change_event.client_type, change_event.user_email, change_event.changed_fields, change_event.old_resource, change_event.new_resource FROM change_event';
  const DURING = 'WHERE change_event.change_date_time DURING LAST_7_DAYS';

  it('tells what a person changed from what a program changed, with both values', async () => {
    await start();
    await client.mutate(given.wholeCampaign());
    await control('edit', {
      object: nameOf('campaign'),
      set: { name: 'By hand' },
      person: 'ann@example.com',
    });
    later(24 * 60);
    const rows = await client.search(
      `${FEED} ${DURING} AND change_event.client_type = 'GOOGLE_ADS_WEB_CLIENT' LIMIT 10`,
    );
    expect(rows).toMatchObject([
      {
        changeEvent: {
          changeResourceName: nameOf('campaign'),
          userEmail: 'ann@example.com',
          changedFields: 'name',
          oldResource: { campaign: { name: 'Campaign A' } },
          newResource: { campaign: { name: 'By hand' } },
        },
      },
    ]);
    expect(await client.search(`${FEED} ${DURING} LIMIT 100`)).toHaveLength(7);
  });

  it.each([
    [DURING, 'LIMIT_NOT_SPECIFIED'],
    [`${DURING} LIMIT 20000`, 'INVALID_LIMIT_CLAUSE'],
    ['LIMIT 5', 'CHANGE_DATE_RANGE_INFINITE'],
    ["WHERE change_event.change_date_time >= '2026-11-01' LIMIT 5", 'CHANGE_DATE_RANGE_INFINITE'],
    [
      "WHERE change_event.change_date_time BETWEEN '2026-01-01' AND '2026-11-22' LIMIT 5",
      'START_DATE_TOO_OLD',
    ],
  ])('%s is refused: %s', async (rest, code) => {
    await start();
    const query = `${FEED} ${rest}`;
    const answer = await client.post('/v26/customers/1234567890/googleAds:search', { query });
    expect(codesOf(answer)).toEqual([`changeEventError.${code}`]);
  });
});

describe('what a search campaign does not say', () => {
  const shown = async (): Promise<Json> => {
    await client.mutate(given.wholeCampaign());
    return server.objects.all().find(({ kind }) => kind === 'campaign')?.fields ?? {};
  };

  it('widens it: AI Max, assets that Google makes, the display network, people with an interest in the places', async () => {
    await start();
    const types = ['TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'];
    expect(await shown()).toMatchObject({
      aiMaxSetting: { enableAiMax: true },
      assetAutomationSettings: types.map((type) => ({
        assetAutomationType: type,
        assetAutomationStatus: 'OPTED_IN',
      })),
      networkSettings: { targetContentNetwork: true },
      geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE_OR_INTEREST' },
    });
  });

  it('stays off where the platform goes by its definitions, but for the people', async () => {
    await start({ automates: false });
    const fields = await shown();
    expect(fields).toMatchObject({
      geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE_OR_INTEREST' },
    });
    expect(fields).not.toHaveProperty('aiMaxSetting');
    expect(fields['networkSettings']).not.toHaveProperty('targetContentNetwork');
  });
});
