import { EventEmitter } from 'node:events';
import { beforeEach, expect, it } from 'vitest';
import { generateServiceKeys, readServiceKeys } from '../identity/service-keys.ts';
import { BusSeal } from '../bus/bus-seal.ts';
import { busMiddleware } from './bus.ts';

type Hooks = {
  created(broker: object): void;
  transporterReceive(next: (...args: unknown[]) => unknown): (type: string, data: Buffer) => unknown;
};
const keys = generateServiceKeys();
const sealOf = (service: string) =>
  new BusSeal(service, readServiceKeys(keys.perService[service], keys.public), () => new Date());
let logged: [string, object, string][];
let localBus: EventEmitter;
let hooks: Hooks;

beforeEach(() => {
  logged = [];
  localBus = new EventEmitter();
  const log = (level: string) => (details: object, message: string) =>
    void logged.push([level, details, message]);
  hooks = busMiddleware(sealOf('auth')) as unknown as Hooks;
  hooks.created({ localBus, logger: { warn: log('warn'), error: log('error') } });
});

it('the log says why the bus cannot be reached', () => {
  localBus.emit('$transporter.error', { error: new Error('certificate has expired') });
  expect(logged).toEqual([
    ['error', { reason: 'Error: certificate has expired' }, 'the bus cannot be reached'],
  ]);
});

it('the log says once a minute why a packet was not believed, and the packet goes no further', () => {
  const taken: unknown[] = [];
  const receive = hooks.transporterReceive((...args) => taken.push(args));
  const about = (sender: string) => Buffer.from(JSON.stringify({ sender }));
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
  expect(taken).toEqual([['DISCONNECT', about('gateway'), undefined]]);
});
