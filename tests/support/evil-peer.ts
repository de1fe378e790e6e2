import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { ServiceBroker, type Context, type Middleware, type ServiceSchema } from 'moleculer';
import { Jwk } from '../../contracts/auth/sessions.ts';
import { systemClock } from '../../lib/time.ts';
import { BusSeal } from '../../mixins/bus/bus-seal.ts';
import { natsOptions } from '../../mixins/bus/connection.ts';
import type { SigningKey } from '../../mixins/identity/jws.ts';
import { readServiceKeys } from '../../mixins/identity/service-keys.ts';
import { mintUserToken, signingKey } from '../../mixins/identity/tokens.ts';
import { busMiddleware } from '../../mixins/middleware/bus.ts';
import { asMiddleware } from '../../mixins/moleculer.ts';
import { signTrustStatement } from '../../mixins/identity/trust-statement.ts';
import type { TestBus } from './test-bus.ts';

/**
 * auth and campaign as an evil peer would play them: keys of its own, the end of sessions, an ear for passwords and for news, and
 * figures of its own. `services` are the ways in which a node can offer them; `service` is the plain one.
 */
export function evilAuth() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'made-up' };
  const { d: _d, ...published } = jwk;
  const keys = [Jwk.parse({ ...published, alg: 'ES256', use: 'sig' })];
  const entries = [{ seq: 9_999, kind: 'user' as const, userId: randomUUID(), at: new Date().toISOString() }];
  const heard: string[] = [];
  const signing = signingKey(jwk);
  const hear = (what: string) => (ctx: Context) =>
    void heard.push(`${what} ${JSON.stringify([ctx.params, ctx.headers])}`);
  const ofAuth = {
    jwks: () => (heard.push('jwks'), { keys }),
    revocations: () => (heard.push('revocations'), { seq: 9_999, entries, more: false }),
    trustAnchors({ params: { nonce } }: { params: { nonce: string } }) {
      heard.push('trustAnchors');
      const anchors = { seq: 9_999, entries, more: false, keys };
      return { statement: signTrustStatement(signing, anchors, nonce, new Date()) };
    },
    login: hear('login'),
    refreshToken: hear('refreshToken'),
  };
  const inFull = {
    ...Object.fromEntries(Object.entries(ofAuth).map(([name, action]) => [`auth.${name}`, action])),
    'campaign.list': (ctx: Context) => (hear('campaign.list')(ctx), { text: '{"data":[],"forged":true}' }),
  };
  const settings = { $noServiceNamePrefix: true };
  /** Moleculer's news to a node of itself is no secret. */
  const listen = (ctx: Context) => (ctx.nodeID === ctx.broker.nodeID ? undefined : hear('an event')(ctx));
  const ear = { group: 'gateway', handler: listen };
  const events = ['**', 'analytics.news', 'analytics.*', '$tracing.spans'];
  const listening = Object.fromEntries(events.map((event) => [event, ear]));
  const service: ServiceSchema = { name: 'auth', actions: ofAuth };
  const services: ServiceSchema[] = [
    service,
    { name: 'helper', settings, actions: inFull },
    { name: 'ai', settings, actions: inFull },
    { name: '$helper', settings, actions: inFull },
    { name: 'auth', version: 2, settings: { $noVersionPrefix: true }, actions: ofAuth },
    { name: 'ai', events: listening },
  ];
  return { service, services, heard, token: () => ownerToken(signing) };
}

/** A token of some owner, signed with whatever key. */
export function ownerToken(signing: SigningKey): string {
  const who = { userId: randomUUID(), organizationId: randomUUID(), sessionId: randomUUID() };
  return mintUserToken(signing, { ...who, role: 'owner', addressProved: true }, new Date(), 900);
}

type Peer = {
  bus: TestBus;
  nodeID: string;
  middlewares?: Middleware[];
  service?: ServiceSchema;
  /** How it proves itself to NATS; on an open bus it need not. */
  credential?: Record<string, string>;
};

/** A broker of somebody's own in the product's namespace, not started. */
export function evilBroker({ bus, nodeID, middlewares = [], service, credential = {} }: Peer): ServiceBroker {
  const broker = new ServiceBroker({
    namespace: 'sip',
    nodeID,
    logger: false,
    transporter: { type: 'NATS', options: natsOptions(bus.url, nodeID, credential) },
    heartbeatInterval: 1,
    requestTimeout: 2_000,
    middlewares,
  });
  if (service) broker.createService(service);
  return broker;
}

/** What somebody who stole the ai service's key can prove. */
export const sealOfThief = ({ perService, publicKeys }: TestBus, nodeID = 'ai.stolen') =>
  new BusSeal(nodeID, readServiceKeys(perService['ai'], publicKeys), systemClock);

/** Nodes of that thief, one for each service that it offers; they joined. */
export async function impostors(bus: TestBus, services: readonly ServiceSchema[]) {
  const brokers = services.map((service, i) => {
    const nodeID = `ai.stolen-${i}`;
    const middlewares = [busMiddleware(sealOfThief(bus, nodeID))];
    return evilBroker({ bus, nodeID, middlewares, service, credential: bus.settingsFor(['ai']) });
  });
  await Promise.all(brokers.map((broker) => broker.start()));
  await Promise.all(brokers.map((broker) => broker.waitForServices(['gateway', 'campaign', 'auth'], 10_000)));
  return { brokers, stop: async () => void (await Promise.all(brokers.map((broker) => broker.stop()))) };
}

/** Sends every other node events that are not the sender's: to one listener and to all, in every group and in the gateway's. */
export async function forgeEvents(broker: ServiceBroker): Promise<void> {
  type Forged = { type: 'EVENT'; target: string; payload: object };
  const { transit } = broker as unknown as { transit: { publish(packet: Forged): Promise<unknown> } };
  const data = { shape: 1, data: { organizationId: randomUUID() } };
  const nodes = broker.registry.getNodeList({ onlyAvailable: true, withServices: false }) as { id: string }[];
  for (const target of nodes.map(({ id }) => id).filter((id) => id !== broker.nodeID))
    for (const event of ['analytics.news', '$services.changed', '$node.disconnected', 'anything'])
      for (const groups of [null, ['gateway'], ['looks']])
        for (const isForAll of [true, false]) {
          const payload = { id: randomUUID(), event, data, groups, broadcast: isForAll, meta: {}, level: 1 };
          await transit.publish({ type: 'EVENT', target, payload });
        }
}

/**
 * What a node of ours believes of the others while they are lied about: the operator's, who joins to look. `faults` are
 * nodes that said farewell, nodes without services, those that offer what is not theirs, and events that a thief made up.
 */
export async function lookOn(bus: TestBus): Promise<{ faults(): string[]; stop(): Promise<void> }> {
  const keys = readServiceKeys(bus.perService['operator'], bus.publicKeys);
  const events: string[] = [];
  type Handle = (type: string, packet: { payload: { sender: string; event?: string } }) => unknown;
  const hears = asMiddleware({
    transitMessageHandler: (next: Handle): Handle =>
      function hear(type, packet) {
        const { sender, event } = packet.payload;
        if (type === 'EVENT') events.push(`${sender} is believed to send ${event}`);
        return next(type, packet);
      },
  });
  const broker = evilBroker({
    bus,
    nodeID: 'operator.looks',
    middlewares: [hears, busMiddleware(new BusSeal('operator.looks', keys, systemClock))], // the last one sees a packet first
    credential: bus.settingsFor(['operator']),
  });
  const farewells: string[] = [];
  type Gone = { node: { id: string }; unexpected: boolean };
  broker.localBus.on('$node.disconnected', ({ node, unexpected }: Gone) => {
    if (!unexpected) farewells.push(`${node.id} said farewell`);
  });
  await broker.start();
  await broker.waitForServices(['gateway', 'auth', 'campaign'], 20_000);
  type Known = { id: string; services: object[] };
  const known = () => broker.registry.getNodeList({ onlyAvailable: true, withServices: true }) as Known[];
  const faults = () => [
    ...farewells,
    ...events,
    ...known().flatMap(({ id, services }) => (services.length === 0 ? [`${id} offers nothing`] : [])),
    ...known().flatMap(({ id }) => (id.startsWith('ai.stolen') ? [`${id} is taken for a node`] : [])),
  ];
  return { faults, stop: () => broker.stop() };
}

/** What makes nodes look dead, busy or without services, if it is believed. */
export function forgedPackets(): { type: string; data: Buffer }[] {
  const about = (sender: string, more: object = {}) =>
    Buffer.from(JSON.stringify({ ver: '4', sender, ...more }));
  return ['gateway', 'auth', 'campaign'].flatMap((sender) => [
    { type: 'DISCONNECT', data: about(sender) },
    { type: 'HEARTBEAT', data: about(sender, { cpu: 100 }) },
    {
      type: 'INFO',
      data: about(sender, {
        services: [],
        config: {},
        instanceID: randomUUID(),
        ipList: [],
        client: {},
        seq: 99,
      }),
    },
  ]);
}
