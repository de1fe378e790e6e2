import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { ServiceBroker, type Middleware, type ServiceSchema } from 'moleculer';
import { Jwk } from '../../contracts/auth/sessions.ts';
import { systemClock } from '../../lib/time.ts';
import { BusSeal } from '../../mixins/bus/bus-seal.ts';
import { natsOptions } from '../../mixins/bus/connection.ts';
import type { SigningKey } from '../../mixins/identity/jws.ts';
import { readServiceKeys } from '../../mixins/identity/service-keys.ts';
import { mintUserToken, signingKey } from '../../mixins/identity/tokens.ts';
import { busMiddleware } from '../../mixins/middleware/bus.ts';
import { signTrustStatement } from '../../mixins/identity/trust-statement.ts';
import type { TestBus } from './test-bus.ts';

/** auth as an evil peer would play it: keys of its own, the end of sessions, and an ear for passwords. */
export function evilAuth() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'made-up' };
  const { d: _d, ...published } = jwk;
  const keys = [Jwk.parse({ ...published, alg: 'ES256', use: 'sig' })];
  const entries = [{ seq: 9_999, kind: 'user' as const, userId: randomUUID(), at: new Date().toISOString() }];
  const heard: string[] = [];
  const signing = signingKey(jwk);
  const service: ServiceSchema = {
    name: 'auth',
    actions: {
      jwks: () => (heard.push('jwks'), { keys }),
      revocations: () => (heard.push('revocations'), { seq: 9_999, entries, more: false }),
      trustAnchors({ params: { nonce } }: { params: { nonce: string } }) {
        heard.push('trustAnchors');
        const anchors = { seq: 9_999, entries, more: false, keys };
        return { statement: signTrustStatement(signing, anchors, nonce, new Date()) };
      },
      login: ({ params }: { params: { password: string } }) => (heard.push(params.password), {}),
    },
  };
  return { service, heard, token: () => ownerToken(signing) };
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
export const sealOfThief = ({ perService, publicKeys }: TestBus) =>
  new BusSeal('ai.stolen', readServiceKeys(perService['ai'], publicKeys), systemClock);

/**
 * What a node of ours believes of the others while they are lied about: the operator's, who joins to look. `faults` are
 * nodes that said farewell, nodes without services, and those that offer what is not theirs.
 */
export async function lookOn(bus: TestBus): Promise<{ faults(): string[]; stop(): Promise<void> }> {
  const keys = readServiceKeys(bus.perService['operator'], bus.publicKeys);
  const broker = evilBroker({
    bus,
    nodeID: 'operator.looks',
    middlewares: [busMiddleware(new BusSeal('operator.looks', keys, systemClock))],
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
    ...known().flatMap(({ id, services }) => (services.length === 0 ? [`${id} offers nothing`] : [])),
    ...known().flatMap(({ id }) => (id === 'ai.stolen' ? [`${id} is taken for a node`] : [])),
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
