import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { webhookContracts } from '../../../contracts/analytics/webhooks.ts';
import { addDays, dayOf, eachDay } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

type Received = { path: string; host: string; body: Record<string, unknown> };
let receiver: Server;
let received: Received[] = [];
let status = 200;
let stack: AnalyticsStack;
let admin: Person;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const host = String(request.headers['x-webhook-host']);
      received.push({ path: request.url ?? '', host, body: JSON.parse(body) as Record<string, unknown> });
      response.writeHead(status).end('ok');
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const relay = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  stack = await startAnalytics({ env: { ALERT_WEBHOOK_RELAY: relay, ALERT_WEBHOOKS_PER_ORGANIZATION: '2' } });
});
afterAll(async () => {
  await stack.stop();
  receiver.close();
});
beforeEach(() => {
  received = [];
  status = 200;
  admin = stack.person('admin');
});

const SECRET = '/services/T0/B0/known-to-nobody';
const slack = { kind: 'slack' as const, name: 'Ads', url: `https://hooks.slack.com${SECRET}` };
const add = (change: object = {}, as: Person = admin) =>
  stack.call(webhookContracts.addAlertWebhook, { ...slack, ...change }, as);
const list = async () => (await stack.call(webhookContracts.alertWebhooks, {}, admin)).data;
const sql = (text: string) =>
  asAdministrator<Record<string, unknown>>(stack.databases.adminUrl('analytics'), text, [
    admin.organizationId,
  ]);

/** A day that cost far more than those before. */
async function jump(): Promise<void> {
  const campaignId = stack.campaigns.add(admin.organizationId, { name: 'Spring <!here>' });
  const yesterday = addDays(dayOf(new Date()), -1);
  const rows = eachDay(addDays(yesterday, -28), yesterday).map((date) =>
    metricRow(campaignId, date, { costMicros: date === yesterday ? 900_000_000 : 10_000_000 }),
  );
  await stack.call(factContracts.ingest, { rows }, admin);
}

it('posts the alerts that a check opened to each webhook, in the form of its vendor and in their own words', async () => {
  await add();
  await add({ kind: 'teams', url: 'https://acme.webhook.office.com/webhookb2/1' });
  await jump();
  await until(
    () => received,
    (all) => all.length === 2,
  );
  const [ofSlack, ofTeams] = ['hooks.slack.com', 'acme.webhook.office.com'].map((name) =>
    received.find(({ host }) => host === name),
  );
  expect(ofSlack?.path).toBe(SECRET);
  const messages = await sql(`SELECT body ->> 'message' AS message FROM alerts WHERE organization_id = $1`);
  const said = messages.map(({ message }) => String(message));
  const blocks = ofSlack?.body['blocks'] as { text: { type: string; text: string } }[];
  expect(blocks.slice(1).every(({ text }) => text.type === 'plain_text')).toBe(true);
  for (const { text } of blocks.slice(1)) expect(said).toContain(text.text.replace('Spring <!here>: ', ''));
  expect(JSON.stringify(ofTeams?.body)).toContain('application/vnd.microsoft.card.adaptive');
  const shown = await until(list, (all) => all.every(({ state }) => state === 'working'));
  expect(shown).toMatchObject([{ lastError: null }, { lastError: null }]);
});

it('keeps the address sealed, shows it to nobody, and audits what is done without it', async () => {
  const { id } = await add();
  await stack.call(webhookContracts.testAlertWebhook, { id }, admin);
  await until(
    () => received,
    (all) => all.length === 1,
  );
  await stack.call(webhookContracts.removeAlertWebhook, { id }, admin);
  const trail = await sql(
    `SELECT action, detail::text FROM audit_events WHERE organization_id = $1 ORDER BY id`,
  );
  expect(trail.map(({ action }) => action)).toEqual([
    'alert_webhook.added',
    'alert_webhook.tested',
    'alert_webhook.removed',
  ]);
  const [kept] = await Promise.all([add(), add()]);
  const rows = await sql('SELECT * FROM alert_webhooks WHERE organization_id = $1');
  const jobs = await asAdministrator(
    stack.databases.adminUrl('analytics'),
    'SELECT data FROM pgboss.job',
    [],
  );
  expect(JSON.stringify([kept, await list(), trail, rows, jobs])).not.toContain('known-to-nobody');
  expect(rows).toHaveLength(2);
});

it('says since when a webhook fails and why, tries again, and is well when a message is taken', async () => {
  status = 500;
  const { id } = await add();
  await stack.call(webhookContracts.testAlertWebhook, { id }, admin);
  const [failing] = await until(list, ([one]) => one?.state === 'failing');
  expect(failing).toMatchObject({ lastError: 'It answered 500.', sentAt: null });
  expect(failing?.failedSince).not.toBeNull();
  status = 200;
  const [well] = await until(list, ([one]) => one?.state === 'working');
  expect(well).toMatchObject({ failedSince: null, lastError: null });
});

it('posts no more what will never be taken, and nothing to a webhook that was removed', async () => {
  status = 404;
  const { id } = await add();
  await stack.call(webhookContracts.testAlertWebhook, { id }, admin);
  await until(list, ([one]) => one?.lastError === 'It answered 404.');
  const waiting = () =>
    sql(`SELECT 1 FROM pgboss.job WHERE name = 'analytics.postAlerts' AND data ->> 'organizationId' = $1::text
           AND state IN ('created', 'retry', 'active')`);
  await until(waiting, (rows) => rows.length === 0);
  status = 500;
  await stack.call(webhookContracts.testAlertWebhook, { id }, admin);
  await until(list, ([one]) => one?.lastError === 'It answered 500.');
  await stack.call(webhookContracts.removeAlertWebhook, { id }, admin);
  await until(waiting, (rows) => rows.length === 0);
  expect(await list()).toEqual([]);
});

it('is set by an admin alone, at hosts that are allowed, and not more than there may be', async () => {
  const refused = (change: object, code: string, as?: Person) =>
    expect(add(change, as)).rejects.toMatchObject({ code });
  await refused({}, 'PERMISSION_DENIED', stack.person('manager', admin.organizationId));
  for (const url of [
    'http://hooks.slack.com/x',
    'https://169.254.169.254/x',
    'https://hooks.slack.com:444/x',
    'x',
  ])
    await refused({ url }, 'REQUEST_INVALID');
  const [first] = [await add(), await add()];
  await refused({}, 'ALERT_WEBHOOKS_FULL');
  const stranger = stack.person('owner');
  for (const contract of [webhookContracts.testAlertWebhook, webhookContracts.removeAlertWebhook])
    for (const id of [first.id, randomUUID()])
      await expect(stack.call(contract, { id }, stranger)).rejects.toMatchObject({
        code: 'ALERT_WEBHOOK_NOT_FOUND',
      });
  expect((await stack.call(webhookContracts.alertWebhooks, {}, stranger)).data).toEqual([]);
});
