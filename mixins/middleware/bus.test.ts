import { EventEmitter } from 'node:events';
import { beforeEach, expect, it } from 'vitest';
import { generateServiceKeys, readServiceKeys } from '../identity/service-keys.ts';
import { BusSeal } from '../bus/bus-seal.ts';
import { busMiddleware } from './bus.ts';

type Hooks = {
  created(broker: object): void;
  transporterReceive(next: (type: string, data: Buffer) => unknown): (type: string, data: Buffer) => unknown;
  transitMessageHandler(next: (...args: unknown[]) => unknown): (type: string, packet: object) => unknown;
};
const keys = generateServiceKeys();
const sealOf = (service: string) =>
  new BusSeal(service, readServiceKeys(keys.perService[service], keys.public), () => new Date());
let logged: [string, object, string][];
let localBus: EventEmitter;
let hooks: Hooks;
let own: BusSeal;
/** Calls of this node that wait for an answer. */
let pending: Map<string, { nodeID: string }>;

beforeEach(() => {
  logged = [];
  localBus = new EventEmitter();
  const log = (level: string) => (details: object, message: string) =>
    void logged.push([level, details, message]);
  own = sealOf('auth');
  pending = new Map();
  hooks = busMiddleware(own) as unknown as Hooks;
  const logger = { warn: log('warn'), error: log('error') };
  hooks.created({ localBus, logger, transit: { pendingRequests: pending } });
});

it('the log says why the bus cannot be reached', () => {
  localBus.emit('$transporter.error', { error: new Error('certificate has expired') });
  expect(logged).toEqual([
    ['error', { reason: 'Error: certificate has expired' }, 'the bus cannot be reached'],
  ]);
});

/** What goes on to Moleculer of what reaches this node: read and handled in one go, as Moleculer's transporter does. */
function receiver() {
  const taken: unknown[] = [];
  const handle = hooks.transitMessageHandler((...args) => taken.push(args));
  const read = (type: string, data: Buffer) =>
    handle(type, { payload: JSON.parse(data.toString()) as object });
  return { taken, handle, receive: hooks.transporterReceive(read) };
}
const about = (sender: string, more: object = {}) => Buffer.from(JSON.stringify({ sender, ...more }));

it('the log says once a minute why a packet was not believed, and the packet goes no further', () => {
  const { taken, receive } = receiver();
  receive('DISCONNECT', sealOf('ai').sign('DISCONNECT', about('campaign')));
  receive('DISCONNECT', Buffer.from('hello'));
  expect(taken).toEqual([]);
  expect(logged).toEqual([
    [
      'warn',
      { type: 'DISCONNECT', reason: 'Error: the node ai speaks for another' },
      'a packet on the bus was not believed',
    ],
  ]);
  receive('DISCONNECT', sealOf('gateway').sign('DISCONNECT', about('gateway')));
  expect(taken).toEqual([['DISCONNECT', { payload: { sender: 'gateway' } }]]);
});

it('nothing is handled that nobody proved, also right after a packet that somebody did', () => {
  const { taken, handle, receive } = receiver();
  const ai = sealOf('ai');
  receive('HEARTBEAT', ai.sign('HEARTBEAT', about('ai')));
  handle('HEARTBEAT', { payload: { sender: 'ai' } });
  expect(taken).toHaveLength(1);
});

it('an answer counts only from the node that was asked', () => {
  const [ai, campaign] = [sealOf('ai'), sealOf('campaign')];
  const { taken, receive } = receiver();
  for (const [name, seal] of [
    ['ai', ai],
    ['campaign', campaign],
  ] as const) {
    receive('HEARTBEAT', seal.sign('HEARTBEAT', about(name)));
    seal.open('INFO', own.sign('INFO', about('auth')));
  }
  taken.length = 0;
  pending.set('call-1', { nodeID: 'campaign' });
  receive('RES', ai.seal('RES', 'auth', about('ai', { id: 'call-1' })));
  receive('RES', ai.seal('RES', 'auth', about('campaign', { id: 'call-1' })));
  expect(taken).toEqual([]);
  receive('RES', campaign.seal('RES', 'auth', about('campaign', { id: 'call-1' })));
  expect(taken).toEqual([['RES', { payload: { sender: 'campaign', id: 'call-1' } }]]);
});
