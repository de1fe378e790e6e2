import { randomUUID } from 'node:crypto';
import type { Middleware, ServiceSchema } from 'moleculer';
import { connect } from 'nats';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Client } from '../../client/client.ts';
import { sessionIn } from '../../client/session-in.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { systemClock } from '../../lib/time.ts';
import { BusSeal } from '../../mixins/bus/bus-seal.ts';
import { generateServiceKeys, readServiceKeys } from '../../mixins/identity/service-keys.ts';
import { mintServiceToken } from '../../mixins/identity/tokens.ts';
import { busMiddleware } from '../../mixins/middleware/bus.ts';
import { natsBinary, startCluster, type Cluster } from '../support/cluster.ts';
import { Http } from '../support/http.ts';
import { PASSWORD, register } from '../support/journey.ts';
import {
  evilAuth,
  evilBroker,
  forgedPackets,
  forgeEvents,
  impostors,
  sealOfThief,
} from '../support/evil-peer.ts';
import { startOpenBus } from '../support/test-bus.ts';
import { until } from '../../client/testing/until.ts';

const binary = await natsBinary();

describe.runIf(binary)('a bus that anybody can reach', () => {
  let cluster: Cluster;
  let http: Http;
  let owner: Awaited<ReturnType<typeof register>>;

  beforeAll(async () => {
    cluster = await startCluster(binary ?? '', [], {}, () => startOpenBus(binary ?? ''));
    http = new Http(cluster.url);
    owner = await register(http, 'Olivia');
  }, 90_000);
  afterAll(() => cluster.stop());

  /** A broker of somebody's own on the same bus. */
  async function peer(nodeID: string, middlewares: Middleware[] = [], service?: ServiceSchema) {
    const broker = evilBroker({ bus: cluster.bus, nodeID, middlewares, ...(service ? { service } : {}) });
    await broker.start();
    onTestFinished(() => broker.stop());
    return broker;
  }
  /** What somebody who stole the ai service's key can prove. */
  const stolen = () => busMiddleware(sealOfThief(cluster.bus));
  /** Of `times` requests of the owner, how many were answered well. */
  async function answered(times: number): Promise<number> {
    let good = 0;
    for (let i = 0; i < times; i += 1)
      good += (await owner.http.get('/api/campaigns')).status === 200 ? 1 : 0;
    return good;
  }

  it('shows no password, token or key to who listens', async () => {
    const listener = await connect({ servers: cluster.bus.url });
    onTestFinished(() => listener.close());
    const traffic: Buffer[] = [];
    listener.subscribe('>', { callback: (_error, message) => void traffic.push(Buffer.from(message.data)) });
    await listener.flush();
    const { email } = owner;
    const session = sessionIn(await http.client.call(sessionContracts.login, { email, password: PASSWORD }));
    const client = new Client(cluster.url, { token: session.accessToken });
    await client.call(accountContracts.me, {});
    const again = await http.client.call(sessionContracts.refreshToken, {
      refreshToken: session.refreshToken,
    });
    const made = await client.call(machineContracts.createApiKey, {
      name: 'Key',
      role: 'viewer',
      expiresInDays: 1,
    });
    await new Client(cluster.url, { token: made.key }).call(accountContracts.me, {}).catch(() => undefined);
    const said = () => Buffer.concat(traffic).toString('latin1');
    await until(said, (text) => text.includes('"sender":"campaign"')); // who is there may be known
    const text = said();
    const secrets = [
      PASSWORD,
      email,
      session.accessToken,
      session.refreshToken,
      again.refreshToken,
      made.key,
    ];
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });

  it('believes no stranger: neither calls, nor services, nor keys, nor ends', async () => {
    const evil = evilAuth();
    const stranger = await peer('auth.evil', [], evil.service);
    const forged = http.as(evil.token());
    const publisher = await connect({ servers: cluster.bus.url });
    onTestFinished(() => publisher.close());
    let good = 0;
    for (let i = 0; i < 30; i += 1) {
      for (const { type, data } of forgedPackets()) publisher.publish(`MOL-sip.${type}`, data);
      expect((await forged.get('/api/campaigns')).status).toBe(401);
      good += await answered(2);
    }
    const login = { email: owner.email, password: PASSWORD };
    for (let i = 0; i < 6; i += 1) await http.client.call(sessionContracts.login, login);
    expect(good).toBe(60);
    expect(evil.heard).toEqual([]);
    const known = stranger.registry.getNodeList({ onlyAvailable: false, withServices: true }) as {
      id: string;
    }[];
    expect(known.map(({ id }) => id)).toEqual(['auth.evil']);
  });

  it("gives the thief of one service's key nothing that is another's", async () => {
    const evil = evilAuth();
    const thief = await peer('ai.stolen', [stolen()]);
    await thief.waitForServices(['campaign', 'platforms', 'auth'], 10_000);
    const keys = readServiceKeys(cluster.bus.perService['ai'], cluster.bus.publicKeys);
    const own = keys.signing.get('ai');
    if (!own) throw new Error('no key of ai');
    const tokenFor = (service: 'ai' | 'campaign', action: string) => ({
      authorization: `Bearer ${mintServiceToken(
        { ...own, kid: service },
        { service, organizationId: randomUUID(), action },
        new Date(),
      )}`,
    });
    const params = { operationId: randomUUID(), kind: 'publish' };
    const codeOf = (headers: object, action: string, p: object = params) =>
      thief.call(action, p, { headers, meta: { user: { role: 'owner' } } } as never).then(
        () => 'served',
        (error: { type?: string }) => error.type,
      );
    expect(await codeOf({}, 'platforms.status')).toBe('TOKEN_MISSING');
    expect(await codeOf(tokenFor('campaign', 'platforms.status'), 'platforms.status')).toBe('TOKEN_INVALID');
    expect(await codeOf(tokenFor('ai', 'platforms.status'), 'platforms.status')).toBe('PERMISSION_DENIED');
    expect(await codeOf({}, 'campaign.list', {})).toBe('TOKEN_MISSING');
    expect(await codeOf({}, 'gateway.removeRoute', { path: '/' })).toBe('SERVICE_NOT_FOUND');
    const asOwner = { authorization: `Bearer ${owner.accessToken}` };
    expect(await codeOf(asOwner, 'platforms.status')).toBe('PERMISSION_DENIED');
    await thief.stop();
    // offering another's service, in whatever form, it is not taken for a node at all
    const { brokers, stop } = await impostors(cluster.bus, evil.services);
    onTestFinished(stop);
    for (const broker of brokers.slice(0, 2)) await forgeEvents(broker);
    const end = Date.now() + 2_000; // two rounds of heartbeats: whoever is believed is known by then
    await until(
      async () => {
        await http.client.call(sessionContracts.login, { email: owner.email, password: PASSWORD });
        expect(await answered(3)).toBe(3);
        return Date.now();
      },
      (now) => now > end,
    );
    expect(evil.heard).toEqual([]);
  });

  it('takes nobody for a node under a name that its keys do not give', async () => {
    const { perService, publicKeys: open } = cluster.bus;
    expect(() => new BusSeal('campaign', readServiceKeys(perService['ai'], open), systemClock)).toThrow(
      /not named after one of its services/,
    );
    const strangers = generateServiceKeys();
    const seal = new BusSeal('campaign', readServiceKeys(strangers.all, strangers.public), systemClock);
    const stranger = await peer('campaign', [busMiddleware(seal)], {
      name: 'campaign',
      actions: { list: () => [] },
    });
    await until(
      () => answered(10),
      (good) => good === 10,
    );
    expect(stranger.registry.getNodeList({ onlyAvailable: false, withServices: true })).toHaveLength(1);
  });
});
