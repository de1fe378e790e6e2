import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { machineContracts } from '../../contracts/auth/machines.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { historyContracts } from '../../contracts/campaign/history.ts';
import { publishingContracts, type Operation as Begun } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { API_KEY_ROLES, EXPOSURE_RAISING, SERVICES, type ServiceName } from '../../contracts/permissions.ts';
import { publicContracts } from '../../contracts/routes.ts';
import { goodCases } from '../fuzz/cases.ts';
import { operations, type Operation } from '../fuzz/description.ts';
import type { Http } from '../support/http.ts';
import { invite, operationEnd, publishCampaign, register } from '../support/journey.ts';
import { startProduct, type Product } from '../support/product.ts';
import { agreedTo } from '../support/approval.ts';

let product: Product;
/** Live, and an approved version that would raise its budget waits to be published. */
let toRaise: Campaign;
/** Paused by a person: to resume it raises. */
let toResume: Campaign;
/** Approved, and on no platform: to publish it raises. */
let toPublish: Campaign;
/** Nobody approved it: a draft that is complete, and a live one whose raised version is not approved. */
let unapproved: string[];
/** Who asks, with what, and for what: each operation may need a token of its own. */
type Principal = {
  as: (operation: Operation) => Http;
  ids: string[];
  asks: (operation: Operation) => boolean;
};
let principals: Record<string, Principal>;

beforeAll(async () => {
  product = await startProduct();
  const { alice, bob, adAccounts, http, sandbox } = product;
  toRaise = await publishCampaign(alice, bob, adAccounts);
  await raiseBudget(toRaise.id);
  toResume = await publishCampaign(alice, bob, adAccounts);
  const pause = await alice.client.call(publishingContracts.pause, { id: toResume.id });
  await operationEnd(alice, pause.id);
  toPublish = await alice.client.call(contentContracts.create, { campaign: campaignBody({ adAccounts }) });
  await approve(toPublish.id);
  const ids = [toRaise.id, toResume.id, toPublish.id, pause.id, adAccounts['google-ads']];
  const draft = await alice.client.call(contentContracts.create, { campaign: campaignBody({ adAccounts }) });
  const raised = await publishCampaign(alice, bob, adAccounts);
  await editBudget(raised.id);
  unapproved = [draft.id, raised.id];
  const stranger = (await register(http, 'Mallory')).http;
  const readers = ['viewer', 'analyst'] as const;
  const invited = readers.map(async (role) => [role, await invite(alice, http, sandbox.mail, role)] as const);
  // machines come last, and those that write after those that read: what they edit nobody has approved any more
  const people = Object.fromEntries(await Promise.all(invited));
  const outside = { nobody: http, stranger, ...people, ...(await machines()) };
  principals = {
    ...Object.fromEntries(Object.entries(outside).map(([name, one]) => [name, of(one, ids)])),
    ...(await services(ids)),
    ...(await withoutApproval()),
  };
}, 120_000);

const of = (http: Http, ids: string[]): Principal => ({ as: () => http, ids, asks: () => true });

/** Each of our services, with a token of its own for the very action, as if it had been stolen and brought to the door. */
async function services(ids: string[]): Promise<Record<string, Principal>> {
  const { stack, http, alice } = product;
  const { organization } = await alice.client.call(accountContracts.me, {});
  const organizationId = organization.id;
  const asks = ({ method }: Operation) => method !== 'GET';
  const tokenOf = (service: ServiceName, action: string) =>
    stack.running.node.identity.authorizationFor(service, { organizationId, action });
  return Object.fromEntries(
    SERVICES.map((service) => [
      `the ${service} service`,
      { ids: ids.slice(0, 1), asks, as: ({ name }: Operation) => http.as(tokenOf(service, name)) },
    ]),
  );
}

/**
 * People who may publish, about what nobody has approved. Whatever raises is asked of all of it; the rest of the draft alone, because a
 * pause of the live one may be resumed under its own approval.
 */
async function withoutApproval(): Promise<Record<string, Principal>> {
  const { alice, http, sandbox } = product;
  const [draft = '', raised = ''] = unapproved;
  const own = (name: string, one: Http): [string, Principal][] => [
    [
      `${name}, a draft`,
      { as: () => one, ids: [draft], asks: ({ path }: Operation) => path.includes('{id}') },
    ],
    [
      `${name}, a raise`,
      { as: () => one, ids: [raised], asks: ({ name: asked }: Operation) => RAISES.has(asked) },
    ],
  ];
  const people = [
    ...own('a manager', await invite(alice, http, sandbox.mail, 'manager')),
    ...own('an admin', await invite(alice, http, sandbox.mail, 'admin')),
    ...own('the owner', alice),
  ];
  return Object.fromEntries(people);
}
afterAll(() => product.stop());

async function approve(id: string): Promise<void> {
  const submitted = await product.alice.client.call(reviewContracts.submit, { id });
  await product.bob.client.call(reviewContracts.approve, agreedTo(submitted));
}

async function editBudget(id: string): Promise<void> {
  const { alice, adAccounts } = product;
  const budget = { dailyMicros: 500_000_000, currency: 'USD' };
  const campaign = campaignBody({ adAccounts, budget });
  await alice.client.call(contentContracts.update, { id, version: 1, campaign });
}

async function raiseBudget(id: string): Promise<void> {
  await editBudget(id);
  await approve(id);
}

/** Keys of every role and kind, with every scope that their kind may have. */
async function machines(): Promise<Record<string, Http>> {
  const { alice, http } = product;
  const asked = API_KEY_ROLES.toReversed().flatMap((role) => [
    { name: `integration, ${role}`, role, kind: 'integration' as const },
    { name: `agent, ${role}`, role, kind: 'agent' as const },
  ]);
  const made = await Promise.all(asked.map((key) => alice.client.call(machineContracts.createApiKey, key)));
  return Object.fromEntries(made.map(({ key, apiKey }) => [apiKey.name, http.as(key)]));
}

/** Everything of the simulated platforms that can be spent by: by object, whether it serves, and each amount of money. */
function spendable(): Map<string, number> {
  const found = new Map<string, number>();
  for (const server of [product.sandbox.google, product.sandbox.linkedin])
    for (const { kind, account, id, fields } of server.objects.all()) {
      const place = `${server.url} ${account} ${kind} ${id}`;
      found.set(`${place} serves`, ['ENABLED', 'ACTIVE'].includes(String(fields['status'])) ? 1 : 0);
      for (const [name, amount] of amountsIn(fields)) found.set(`${place} ${name}`, amount);
    }
  return found;
}

function amountsIn(value: unknown, name = ''): [string, number][] {
  if (typeof value !== 'object' || value === null)
    return /micros$|amount$/i.test(name) ? [[name, Number(value)]] : [];
  return Object.entries(value).flatMap(([key, inner]) => amountsIn(inner, `${name}.${key}`));
}

/** What is more afterwards than before: an object that is made and does not serve is nothing yet. */
function risen(before: Map<string, number>, after: Map<string, number>): string[] {
  return [...after.entries()]
    .filter(([key, value]) => value > (before.get(key) ?? (key.endsWith(' serves') ? 0 : value)))
    .map(([key]) => key);
}

/** Sends a valid request of an operation, with an id in the place of each id, and waits for what it begins. */
async function attempt(operation: Operation, id: string, http: Http, seed: number): Promise<number> {
  const [good] = fc.sample(goodCases(operation), { numRuns: 1, seed });
  if (!good) throw new Error('no request');
  const sends = good.body !== undefined && operation.method !== 'GET';
  const { 'content-type': type, ...headers } = good.headers;
  const answer = await http.ask<Partial<Begun>>(operation.method, good.path.replaceAll('@id', id), {
    headers: { ...headers, ...(sends && type ? { 'content-type': type } : {}) },
    ...(sends ? { raw: new TextEncoder().encode(good.body) } : {}),
  });
  if (answer.status === 202 && answer.body.campaignId !== undefined && answer.body.id !== undefined)
    await operationEnd(product.alice, answer.body.id);
  return answer.status;
}

/** What stops a whole organisation comes last, and after it what ends sessions: nothing could be raised any more by then. */
const RAISES = new Set<string>(
  publicContracts.filter(({ permission }) => EXPOSURE_RAISING.includes(permission)).map(({ name }) => name),
);
const lateness = ({ path }: Operation) => (path.startsWith('/api/auth') ? 2 : path === '/api/stop' ? 1 : 0);
const ordered = operations.toSorted((a, b) => lateness(a) - lateness(b));

describe('from outside, on the platforms', () => {
  it('a person who may raises by publish and by resume, so that the zeros above can fail', async () => {
    const { alice, bob, adAccounts } = product;
    const start = async (contract: 'publish' | 'resume', id: string) => {
      const before = spendable();
      const begun = await alice.client.call(publishingContracts[contract], {
        id,
        idempotencyKey: randomUUID(),
      });
      expect(await operationEnd(alice, begun.id)).toMatchObject({ status: 'succeeded' });
      return risen(before, spendable()).length;
    };
    const before = spendable();
    const { id } = await publishCampaign(alice, bob, adAccounts);
    expect(risen(before, spendable()).length).toBeGreaterThan(0);
    const pause = await alice.client.call(publishingContracts.pause, { id });
    await operationEnd(alice, pause.id);
    expect(await start('resume', id)).toBeGreaterThan(0);
    await raiseBudget(id);
    expect(await start('publish', id)).toBeGreaterThan(0);
  });

  it('a machine lowers alone, and nothing rises by it; history names its key and the person who made it', async () => {
    const { alice, bob, adAccounts, http } = product;
    const { id, name } = await publishCampaign(alice, bob, adAccounts);
    const { key, apiKey } = await alice.client.call(machineContracts.createApiKey, {
      name: 'guard',
      role: 'manager',
      scopes: ['organization:read', 'campaigns:read', 'campaigns:write'],
    });
    const machine = http.as(key).client;
    const write = (version: number, dailyMicros: number) =>
      machine.call(contentContracts.update, {
        id,
        version,
        campaign: campaignBody({ adAccounts, name, budget: { dailyMicros, currency: 'USD' } }),
      });
    const lower = () => machine.call(publishingContracts.lower, { id, idempotencyKey: randomUUID() });
    await write(1, 500_000_000);
    await expect(lower()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await write(2, 30_000_000);
    const before = spendable();
    const begun = await lower();
    expect(await operationEnd(alice, begun.id)).toMatchObject({ status: 'succeeded' });
    const after = spendable();
    expect(risen(before, after)).toEqual([]);
    expect(risen(after, before).length).toBeGreaterThanOrEqual(2); // on both platforms
    const { data } = await alice.client.call(historyContracts.history, { id, limit: 2 });
    const { user } = await alice.client.call(accountContracts.me, {});
    expect(data[1]).toMatchObject({
      action: 'campaign.lower_requested',
      actor: { kind: 'service', id: `api-key:${apiKey.id}` },
      onBehalfOf: user.id,
    });
  });

  it('no route lets anybody raise what can be spent who may not: strangers, readers, machines, services, and people without an approval', async () => {
    let before = spendable();
    let asked = 0;
    const accepted: string[] = [];
    for (const [name, { as, ids, asks }] of Object.entries(principals))
      for (const operation of ordered.filter(asks))
        for (const id of operation.path.includes('{') && operation.method !== 'GET' ? ids : ids.slice(0, 1)) {
          const status = await attempt(operation, id, as(operation), (asked += 1));
          if (status >= 300 || operation.method === 'GET') continue;
          accepted.push(`${name}: ${operation.method} ${operation.path}`);
          const after = spendable();
          expect([name, operation.name, risen(before, after)]).toEqual([name, operation.name, []]);
          before = after;
        }
    expect(asked).toBeGreaterThan(operations.length * 9); // strangers, readers and machines
    // those who may publish were refused for the approval alone: what else they asked for was done
    expect(accepted.filter((one) => one.startsWith('a manager, a draft: '))).not.toEqual([]);
    expect(accepted.filter((one) => one.includes(', a raise: '))).toEqual([]);
    expect(accepted.filter((one) => / service: /.test(one) && !/ \/api\/auth/.test(one))).toEqual([]);
    // machines do what lowers: what they asked for was not refused because it was wrong in itself
    expect(accepted).toContain('integration, manager: POST /api/campaigns/{id}/pause');
  }, 180_000);
});

it('whatever holds a permission that raises asks people for a step-up, which no machine can give', () => {
  const raising = publicContracts.filter(({ permission }) => EXPOSURE_RAISING.includes(permission));
  expect(raising.length).toBeGreaterThanOrEqual(3);
  expect(raising.filter(({ stepUp }) => stepUp === 'none').map(({ name }) => name)).toEqual([]);
});
