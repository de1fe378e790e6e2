import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Context, ServiceSchema } from 'moleculer';
import { connect } from 'nats';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sessionIn } from '../../client/session-in.ts';
import { structureContracts } from '../../contracts/ai/structures.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { natsOptions } from '../../mixins/bus/connection.ts';
import { readServiceKeys } from '../../mixins/identity/service-keys.ts';
import { busMiddleware } from '../../mixins/middleware/bus.ts';
import { natsBinary, startCluster, type Cluster } from '../support/cluster.ts';
import {
  evilAuth,
  evilBroker,
  forgedPackets,
  forgeEvents,
  impostors,
  lookOn,
  ownerToken,
  sealOfThief,
} from '../support/evil-peer.ts';
import { Http } from '../support/http.ts';
import { PASSWORD, register } from '../support/journey.ts';
import { tryToEnter, WAYS, type StormReport } from '../support/storm.ts';
import { startLockedBus, type TestBus } from '../support/test-bus.ts';
import { until } from '../../client/testing/until.ts';

const STORM = join(import.meta.dirname, '../support/storm.ts');
const binary = await natsBinary();

describe.runIf(binary)('a bus with TLS and a credential for each service', () => {
  let cluster: Cluster;
  let http: Http;
  let owner: Awaited<ReturnType<typeof register>>;

  beforeAll(async () => {
    cluster = await startCluster(binary ?? '', [['gateway.several', ['gateway', 'campaign', 'analytics']]]);
    http = new Http(cluster.url);
    owner = await register(http, 'Olivia');
  }, 90_000);
  afterAll(() => cluster.stop());

  const login = () => http.client.call(sessionContracts.login, { email: owner.email, password: PASSWORD });
  /** How many of `times` requests of the owner, four at a time, were not answered well. */
  async function disturbed(times: number): Promise<number> {
    let bad = 0;
    const lane = async () => {
      for (let i = 0; i < times / 4; i += 1)
        bad += (await owner.http.get('/api/campaigns')).status === 200 ? 0 : 1;
    };
    await Promise.all(Array.from({ length: 4 }, lane));
    return bad;
  }

  /** How many of the tokens open anything. */
  async function acceptedOf(tokens: readonly string[]): Promise<number> {
    let count = 0;
    for (const token of tokens) count += (await http.as(token).get('/api/campaigns')).status === 200 ? 1 : 0;
    return count;
  }
  /** A broker of who stole ai's key and credential, as a node that offers a service. */
  async function impostorOffering(service: ServiceSchema) {
    const broker = evilBroker({
      bus: cluster.bus,
      nodeID: 'ai.stolen',
      middlewares: [busMiddleware(sealOfThief(cluster.bus))],
      service,
      credential: cluster.bus.settingsFor(['ai']),
    });
    await broker.start();
    onTestFinished(() => broker.stop());
    await broker.waitForServices(['campaign', 'auth'], 10_000);
  }
  /** The connection of somebody who stole ai's credential, and what NATS refused him. */
  async function thiefOn(bus: TestBus) {
    const { url: _url, ...options } = natsOptions(bus.url, 'thief', bus.settingsFor(['ai']));
    const line = await connect({ ...options, servers: new URL(bus.url).host });
    onTestFinished(() => line.close());
    const refused: string[] = [];
    void (async () => {
      for await (const { permissionContext: what } of line.status())
        if (what) refused.push(`${what.operation} ${what.subject}`);
    })();
    return { line, refused };
  }
  type Line = Awaited<ReturnType<typeof thiefOn>>['line'];
  /** Those of the subjects that NATS lets him listen to; what he hears there. */
  async function listen(line: Line, subjects: readonly string[], queue?: string) {
    const heard: Buffer[] = [];
    const open = new Set(subjects);
    for (const subject of subjects) {
      const callback = (error: Error | null, message: { data: Uint8Array }) =>
        void (error ? open.delete(subject) : heard.push(Buffer.from(message.data)));
      line.subscribe(subject, { callback, ...(queue ? { queue } : {}) });
    }
    await line.flush();
    return { open: [...open], heard: () => Buffer.concat(heard).toString('latin1') };
  }

  it('serves a process of several services, which has one credential for the set', async () => {
    const port = cluster.nodes.find(({ id }) => id === 'gateway.several')?.port;
    const several = new Http(`http://127.0.0.1:${port}`);
    const { accessToken } = sessionIn(
      await several.client.call(sessionContracts.login, { email: owner.email, password: PASSWORD }),
    );
    expect((await several.as(accessToken).get('/api/campaigns')).status).toBe(200);
    expect((await several.as(accessToken).get('/api/ad-accounts')).status).toBe(200); // of another process
  });

  it('lets no stranger in, and 400 requests are answered while he storms it', async () => {
    const child = spawn(process.execPath, [STORM, cluster.bus.url], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const report = text(child.stdout);
    const evil = evilAuth();
    const { NATS_CA = '' } = cluster.bus.settingsFor(['ai']);
    const { bus } = cluster;
    const peer = evilBroker({ bus, nodeID: 'auth.evil', service: evil.service, credential: { NATS_CA } });
    void peer.start(); // it never comes to an end
    onTestFinished(() => peer.stop());
    expect(await disturbed(400)).toBeLessThanOrEqual(4);
    for (let i = 0; i < 4; i += 1) await login();
    expect(await acceptedOf(Array.from({ length: 20 }, evil.token))).toBe(0);
    child.stdin.end();
    await once(child, 'exit');
    const { attempts, entered, said } = JSON.parse(await report) as StormReport;
    expect(attempts).toBeGreaterThan(50);
    expect(entered).toBe(0);
    expect(said).not.toMatch(/MOL|sip|gateway|campaign/); // he is told that he is refused, and no more
    expect(evil.heard).toEqual([]);
    expect(peer.registry.getNodeList({ onlyAvailable: false, withServices: true })).toHaveLength(1);
  });

  it("lets the thief of ai's credential hear nothing that is said to another service's node", async () => {
    const { line, refused } = await thiefOn(cluster.bus);
    expect((await listen(line, FOREIGN)).open).toEqual([]);
    expect((await listen(line, FOREIGN, 'share')).open).toEqual([]);
    const own = await listen(line, OWN);
    expect(own.open).toEqual(OWN);
    for (const subject of UNSAID) line.publish(subject, 'anything');
    const session = await login();
    const { accessToken, refreshToken } = sessionIn(session);
    await http.as(accessToken).get('/api/campaigns');
    await until(own.heard, (heard) => heard.includes('"sender":"campaign"')); // who is there, he knows
    for (const secret of [PASSWORD, owner.email, accessToken, refreshToken])
      expect(own.heard().includes(secret)).toBe(false);
    const unsaid = UNSAID.map((subject) => `publish ${subject}`);
    expect(refused.filter((one) => one.startsWith('publish'))).toEqual(unsaid);
  });

  it("the thief of ai's credential and key is believed as no other node, and disturbs no other service", async () => {
    const { line } = await thiefOn(cluster.bus);
    const seal = sealOfThief(cluster.bus);
    const operator = await lookOn(cluster.bus);
    onTestFinished(() => operator.stop());
    const lies = setInterval(() => {
      for (const { type, data } of forgedPackets()) {
        line.publish(`MOL-sip.${type}`, data);
        line.publish(`MOL-sip.${type}`, seal.sign(type, data));
      }
    }, 100);
    onTestFinished(() => clearInterval(lies));
    const evil = evilAuth();
    await impostorOffering(evil.service);
    const own = readServiceKeys(cluster.bus.perService['ai'], cluster.bus.publicKeys).signing.get('ai');
    if (!own) throw new Error('no key of ai');
    const end = Date.now() + 2_000; // two rounds of heartbeats: whoever is believed is known by then
    let [asked, bad, accepted] = [0, 0, 0];
    while (asked < 400 || Date.now() < end) {
      bad += await disturbed(80);
      asked += 80;
      await login();
      accepted += await acceptedOf([evil.token(), ownerToken(own)]);
    }
    expect(operator.faults()).toEqual([]);
    expect(bad).toBeLessThan(asked / 10); // a third when a forged farewell is believed; 0 unless the machine is busy
    expect(accepted).toBe(0);
    expect(evil.heard).toEqual([]);
  });

  it("the thief of ai's credential and key is asked for nothing of another service, in whatever form he offers it", async () => {
    const operator = await lookOn(cluster.bus);
    onTestFinished(() => operator.stop());
    const evil = evilAuth();
    const { brokers, stop } = await impostors(cluster.bus, evil.services.slice(1));
    onTestFinished(stop);
    for (const broker of brokers.slice(0, 2)) await forgeEvents(broker);
    const end = Date.now() + 2_000; // two rounds of heartbeats: whoever is believed is known by then
    for (let asked = 0; asked < 40 || Date.now() < end; asked += 20) {
      for (let i = 0; i < 4; i += 1) await login();
      expect(await disturbed(20)).toBe(0);
      expect(await acceptedOf([evil.token()])).toBe(0);
    }
    expect(operator.faults()).toEqual([]);
    expect(evil.heard).toEqual([]);
  });

  it("the thief of ai's credential and key is ai: he is asked what ai is asked, with the token of who asks", async () => {
    const heard: string[] = [];
    await impostorOffering({
      name: 'ai',
      actions: {
        campaignStructure: (ctx: Context) => void heard.push(JSON.stringify([ctx.params, ctx.headers])),
      },
    });
    const { accessToken, refreshToken } = sessionIn(await login());
    const { client } = http.as(accessToken);
    await until(
      () => client.call(structureContracts.campaignStructure, { brief: BRIEF }).catch(() => undefined),
      () => heard.length > 0,
    );
    expect(heard[0]).toContain(accessToken); // docs/decisions/0014: what a stolen service still gives
    for (const secret of [PASSWORD, refreshToken]) expect(heard.join()).not.toContain(secret);
    expect(await disturbed(40)).toBe(0);
  });

  it('asks NATS for nothing that its credentials do not allow', async () => {
    const log = await cluster.bus.log();
    expect(log).toContain('Server is ready');
    const violations = log.split('\n').filter((line) => line.includes('Violation'));
    const [thiefs, ours] = [/thief/, /^(?!.*(thief|Authorization))/].map((whose) =>
      violations.filter((line) => whose.test(line)),
    );
    expect(thiefs?.length).toBeGreaterThan(0); // the tests above
    expect(ours).toEqual([]);
  });

  describe('the probes find', () => {
    const entered = async (url: string) =>
      (await Promise.all(WAYS.map((way) => tryToEnter(url, way)))).filter((one) => one.entered);
    const damaged = async (damage: (config: string) => string) => {
      const bus = await startLockedBus(binary ?? '', [], damage);
      onTestFinished(() => bus.stop());
      return bus;
    };

    it('nothing on the bus as it is shipped', async () => {
      expect(await entered(cluster.bus.url)).toEqual([]);
    });

    it('a stranger where credentials are off, and one in clear where TLS is off too', async () => {
      const open = (config: string) => config.slice(0, config.indexOf('authorization {'));
      const ways = (await entered((await damaged(open)).url)).map(({ way }) => way);
      expect(ways).toContain('unnamed');
      expect(ways).not.toContain('in clear');
      const clear = (config: string) => config.slice(0, config.indexOf('tls {'));
      expect((await entered((await damaged(clear)).url)).map(({ way }) => way)).toContain('in clear');
    });

    it('what a thief hears where permissions are off', async () => {
      const bus = await damaged((config) => config.replaceAll(/, permissions: \{[^}]*\}/g, ''));
      const { line } = await thiefOn(bus);
      expect((await listen(line, FOREIGN)).open).toEqual(FOREIGN);
    });
  });
});

const BRIEF = {
  product: 'Acme CRM',
  description: 'A CRM that keeps every customer conversation in one place and shows the next step.',
  audience: 'Sales managers in small companies',
  landingPageUrl: 'https://www.example.com/crm',
  objective: 'leads' as const,
  platforms: ['google-ads' as const],
  locations: ['US'],
  languages: ['en'],
};
/** What ai's node need not hear. */
const FOREIGN = [
  ...['>', '*.>', 'MOL-sip.>', 'MOL-sip.*', 'MOL-sip.REQ.>', 'MOL-sip.RES.>', 'MOL-sip.EVENT.>', '$SYS.>'],
  ...['gateway', 'auth', 'campaign', 'analytics', 'platforms', 'operator'].flatMap((name) =>
    ['REQ', 'RES', 'EVENT', 'INFO', 'DISCOVER'].flatMap((packet) => [
      `MOL-sip.${packet}.${name}`,
      `MOL-sip.${packet}.${name}.>`,
    ]),
  ),
];
/** What it does hear. */
const OWN = [
  ...['DISCOVER', 'INFO', 'HEARTBEAT', 'DISCONNECT'].map((packet) => `MOL-sip.${packet}`),
  ...['REQ', 'RES', 'EVENT'].flatMap((packet) => [`MOL-sip.${packet}.ai`, `MOL-sip.${packet}.ai.>`]),
];
/** What nobody says. */
const UNSAID = ['MOL-sip.REQB.auth.login', 'MOL-sip.PING.auth', 'MOL-other.INFO', '$SYS.REQ.SERVER.PING'];
