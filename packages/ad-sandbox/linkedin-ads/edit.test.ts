import { afterAll, beforeAll, expect, it } from 'vitest';
import * as given from '../testing/linkedin-client.ts';
import type { VendorServer } from '../vendor-server.ts';
import type { Json } from '../wire.ts';
import { startLinkedInAds } from './server.ts';

let server: VendorServer;
let client: given.LinkedInClient;

beforeAll(async () => {
  server = await startLinkedInAds({ now: () => new Date('2026-11-22T15:00:00Z') });
  client = await given.connectLinkedIn(server.url);
});
afterAll(() => server.close());

const edit = (order: Json): Promise<Response> =>
  fetch(`${server.url}/_simulator/edit`, { method: 'POST', body: JSON.stringify(order) });

it('a person in Campaign Manager changes, adds and deletes, and stands in the journal', async () => {
  const made = await client.create('/adCampaignGroups', given.groupBody());
  const id = made.headers.get('x-restli-id') ?? '';
  const object = `urn:li:sponsoredCampaignGroup:${id}`;
  expect((await edit({ object, field: 'name', value: 'By hand' })).status).toBe(204);
  expect((await edit({ object, set: { status: 'ACTIVE' } })).status).toBe(204);
  expect((await client.call('GET', `/adCampaignGroups/${id}`)).body).toMatchObject({
    name: 'By hand',
    status: 'ACTIVE',
  });
  expect((await edit({ add: 'campaignGroup', fields: given.groupBody({ name: 'New' }) })).status).toBe(201);
  const added = server.objects.list('campaignGroup', '512345678').at(-1)?.id ?? '';
  expect((await edit({ object: `urn:li:sponsoredCampaignGroup:${added}`, remove: true })).status).toBe(204);
  expect(server.objects.ledger().map(({ by }) => by)).toEqual([
    'api',
    'person',
    'person',
    'person',
    'person',
  ]);
  expect((await edit({ object, set: { status: 'DRAFT' } })).status).toBe(400);
  expect((await edit({ object: `${object}9`, set: { status: 'PAUSED' } })).status).toBe(404);
});
