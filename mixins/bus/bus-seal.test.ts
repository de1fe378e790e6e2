import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { generateServiceKeys, readServiceKeys } from '../identity/service-keys.ts';
import { BusSeal } from './bus-seal.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { issuePass, readPass } from './node-pass.ts';

const made = generateServiceKeys();
const keysOf = (...holders: string[]) => {
  const all = holders.map((holder) => readServiceKeys(made.perService[holder], made.public));
  return {
    signing: new Map(all.flatMap(({ signing }) => [...signing])),
    public: readServiceKeys(made.all, made.public).public,
  };
};
let now = Date.parse('2026-11-27T17:00:00.000Z');
const clock = () => new Date(now);
const nodeOf = (nodeId: string, ...holders: string[]) => new BusSeal(nodeId, keysOf(...holders), clock);

let gateway: BusSeal;
let auth: BusSeal;
const data = Buffer.from('{"sender":"gateway"}');
/** One node hears the other's pass, as by its INFO. */
const meet = (one: BusSeal, other: BusSeal) => one.open('INFO', other.sign('INFO', data));

beforeEach(() => {
  now = Date.parse('2026-11-27T17:00:00.000Z');
  gateway = nodeOf('gateway', 'gateway');
  auth = nodeOf('auth.pod-7', 'auth');
});

describe('what a node says to all', () => {
  it('is read by every node, which learns who says it and whose keys it holds', () => {
    expect(auth.open('INFO', gateway.sign('INFO', data))).toEqual({
      sender: 'gateway',
      services: ['gateway'],
      data,
    });
    const both = nodeOf('campaign.1', 'campaign', 'analytics');
    expect(auth.open('INFO', both.sign('INFO', data)).services).toEqual(['campaign', 'analytics']);
  });

  it('is believed once, and never before what came after it', () => {
    const [first, second] = [gateway.sign('HEARTBEAT', data), gateway.sign('HEARTBEAT', data)];
    auth.open('HEARTBEAT', second);
    for (const bytes of [first, second])
      expect(() => auth.open('HEARTBEAT', bytes)).toThrow('a packet that came before');
  });

  it('is believed for half a minute, by clocks that differ no more than that', () => {
    const bytes = gateway.sign('DISCONNECT', data);
    now += 30_001;
    expect(() => auth.open('DISCONNECT', bytes)).toThrow('a packet of another time');
    now -= 60_002;
    expect(() => auth.open('DISCONNECT', bytes)).toThrow('a packet of another time');
    now += 30_001;
    expect(auth.open('DISCONNECT', bytes).sender).toBe('gateway');
  });

  it('is not believed as a packet of another type, with other contents or under another pass', () => {
    const bytes = gateway.sign('HEARTBEAT', data);
    expect(() => auth.open('DISCONNECT', bytes)).toThrow(/signature/);
    const envelope = readEnvelope(bytes);
    expect(() => auth.open('HEARTBEAT', writeEnvelope({ ...envelope, data: Buffer.from('{}') }))).toThrow(
      /signature/,
    );
    const other = readEnvelope(auth.sign('HEARTBEAT', data));
    if (other.kind !== 'signed' || envelope.kind !== 'signed') throw new Error('not signed');
    expect(() => auth.open('HEARTBEAT', writeEnvelope({ ...envelope, pass: other.pass }))).toThrow(
      /signature/,
    );
  });

  it('of an earlier run is not believed any more when a later run was heard', () => {
    const before = gateway.sign('DISCONNECT', data);
    now += 2_000;
    meet(auth, nodeOf('gateway', 'gateway'));
    expect(() => auth.open('DISCONNECT', before)).toThrow('a pass of an earlier run of that node');
  });
});

describe('what a node says to another', () => {
  it('is read by that node and no other, whatever is said, in both directions', () => {
    const third = nodeOf('ai', 'ai');
    for (const [one, other] of [
      [gateway, auth],
      [gateway, third],
      [auth, third],
    ] as const) {
      meet(one, other);
      meet(other, one);
    }
    const secret = Buffer.from('{"password":"correct horse"}');
    const bytes = gateway.seal('REQ', 'auth.pod-7', secret);
    expect(bytes.includes('correct horse')).toBe(false);
    expect(() => third.open('REQ', bytes)).toThrow();
    expect(auth.open('REQ', bytes)).toEqual({ sender: 'gateway', services: ['gateway'], data: secret });
    const answer = auth.seal('RES', 'gateway', secret);
    expect(gateway.open('RES', answer)).toEqual({ sender: 'auth.pod-7', services: ['auth'], data: secret });
    expect(() => auth.open('RES', answer)).toThrow(); // not sent back to its sender either
  });

  it('is taken once, in whatever order', () => {
    meet(gateway, auth);
    meet(auth, gateway);
    const packets = Array.from({ length: 20 }, (_, i) =>
      gateway.seal('REQ', 'auth.pod-7', Buffer.from(String(i))),
    );
    const read = packets.toReversed().map((bytes) => auth.open('REQ', bytes).data.toString());
    expect(read).toEqual(Array.from({ length: 20 }, (_, i) => String(19 - i)));
    for (const bytes of packets) expect(() => auth.open('REQ', bytes)).toThrow('a packet that came before');
  });

  it('is refused when one bit of it was changed, or it comes as a packet of another type', () => {
    meet(gateway, auth);
    meet(auth, gateway);
    const bytes = gateway.seal('REQ', 'auth.pod-7', data);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => auth.open('REQ', changed)).toThrow();
    }
    expect(() => auth.open('EVENT', bytes)).toThrow();
    expect(auth.open('REQ', bytes).data.equals(data)).toBe(true);
  });

  it('is not said to, and not taken from, a node that has not shown a pass', () => {
    expect(() => gateway.seal('REQ', 'auth.pod-7', data)).toThrow('the node auth.pod-7 has not shown a pass');
    meet(gateway, auth);
    const bytes = gateway.seal('REQ', 'auth.pod-7', data);
    expect(() => auth.open('REQ', bytes)).toThrow('a node that has not shown a pass');
  });

  it('is not read by a node that was started anew', () => {
    meet(gateway, auth);
    const recorded = gateway.seal('REQ', 'auth.pod-7', data);
    const anew = nodeOf('auth.pod-7', 'auth');
    meet(anew, gateway);
    expect(() => anew.open('REQ', recorded)).toThrow();
  });
});

describe('a pass', () => {
  const node = { nodeId: 'ai.1', signingKey: 's', agreementKey: 'a', startedAt: 1_764_000_000 };

  it('says which node it is and whose keys it holds', () => {
    const { public: open } = keysOf('ai');
    expect(readPass(issuePass(keysOf('ai'), node), open)).toEqual({ ...node, services: ['ai'] });
  });

  it.each([
    [
      'a node id of another service',
      { ...node, nodeId: 'auth.1' },
      /not named after one of its services: ai/,
    ],
    ['a node id that only begins like its service', { ...node, nodeId: 'air.1' }, /not named after/],
  ])('is refused with %s', (_what, claimed, message) => {
    const { public: open } = keysOf('ai');
    expect(() => readPass(issuePass(keysOf('ai'), claimed), open)).toThrow(message);
    expect(() => new BusSeal(claimed.nodeId, keysOf('ai'), clock)).toThrow(message);
  });

  it('is refused when a stranger signed it, when it mixes two nodes, and when it is no pass', () => {
    const { public: open } = keysOf('ai');
    const strangers = readServiceKeys(generateServiceKeys().all, made.public);
    expect(() =>
      readPass(issuePass({ ...strangers, signing: onlyOf(strangers, 'ai') }, node), open),
    ).toThrow();
    const mixed = `${issuePass(keysOf('ai'), node)}~${issuePass(keysOf('auth'), { ...node, nodeId: 'auth.1' })}`;
    expect(() => readPass(mixed, open)).toThrow('the services of a pass name different nodes');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const unknown = issuePass(
      { signing: new Map([['ai', { kid: 'nobody', key: privateKey }]]), public: open },
      node,
    );
    expect(() => readPass(unknown, open)).toThrow('no public key of service nobody');
    for (const text of ['', 'hello', 'a.b.c']) expect(() => readPass(text, open)).toThrow();
  });

  const onlyOf = ({ signing }: ReturnType<typeof readServiceKeys>, service: string) =>
    new Map([...signing].filter(([name]) => name === service));
});

it('what is no envelope is refused, whatever its bytes are', () => {
  const bytes = gateway.sign('INFO', data);
  for (let length = 0; length < bytes.length - data.length; length += 1)
    expect(() => auth.open('INFO', bytes.subarray(0, length))).toThrow();
  for (const first of [0, 2, 255]) {
    const other = Buffer.from(bytes);
    other.writeUInt8(first, 0);
    expect(() => auth.open('INFO', other)).toThrow('not an envelope of this version');
  }
  const kind = Buffer.from(bytes);
  kind.writeUInt8(9, 1);
  expect(() => auth.open('INFO', kind)).toThrow('an envelope of no known kind');
});

it('nodes of a stolen key push out none of another service, however many there are', () => {
  const second = nodeOf('gateway.2', 'gateway');
  meet(auth, gateway);
  meet(auth, second);
  meet(gateway, auth);
  for (let i = 0; i < 201; i += 1) {
    now += 1;
    meet(auth, nodeOf(`ai.${i}`, 'ai'));
  }
  expect(() => auth.seal('REQ', 'ai.0', data)).toThrow(/has not shown a pass/);
  for (const node of ['gateway', 'gateway.2', 'ai.1', 'ai.200'])
    expect(auth.seal('REQ', node, data).length).toBeGreaterThan(data.length);
});
