import { describe, expect, it } from 'vitest';
import { requireOwnWord, type Claimed } from './own-word.ts';

const ai = { sender: 'ai.1', services: ['ai'] };
const gateway = { sender: 'gateway', services: ['gateway'] };
const say =
  (type: string, claimed: Claimed, proved = ai, asked?: string) =>
  () =>
    requireOwnWord(type, { sender: proved.sender, ...claimed }, proved, () => asked);
const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { name }]));
const info = (...services: object[]) => ({ services });

it('every packet is in the name of who sent it', () => {
  for (const type of ['INFO', 'HEARTBEAT', 'DISCONNECT', 'DISCOVER', 'PING', 'PONG', 'REQ', 'RES', 'EVENT'])
    for (const sender of ['ai', 'gateway', undefined])
      expect(say(type, { sender })).toThrow('the node ai.1 speaks for another');
});

describe('a node offers', () => {
  const internal = { name: '$node', fullName: '$node', actions: named('$node.list') };

  it('its own services, and what Moleculer and the metrics need', () => {
    const own = { name: 'ai', fullName: 'ai', actions: named('ai.keywords', 'ai.check') };
    expect(say('INFO', info(internal, own))).not.toThrow();
    const heard = { 'analytics.news': { name: 'analytics.news' }, ...named('$services.changed') };
    const prometheus = { name: 'prometheus', events: named('metrics.update', '$tracing.spans') };
    const services = [
      internal,
      { name: 'gateway', actions: named('gateway.rest'), events: heard },
      prometheus,
    ];
    expect(say('INFO', { services }, gateway)).not.toThrow();
    const several = { sender: 'ai.1', services: ['ai', 'auth'] };
    expect(say('INFO', info(own, { name: 'auth', actions: named('auth.login') }), several)).not.toThrow();
  });

  it.each<[string, object]>([
    ["another's service", { name: 'auth' }],
    ['a service of no name', {}],
    ['a service that has no key', { name: 'helper', actions: named('helper.help') }],
    ["another's action as its own service", { name: 'ai', actions: named('ai.check', 'auth.login') }],
    ["another's action as Moleculer's service", { name: '$node', actions: named('auth.login') }],
    ['an action that only begins like its own', { name: 'ai', actions: named('ai') }],
    ["an action whose key is its own and whose name is another's", ownKey('auth.login')],
    ["an action whose key is another's", { name: 'ai', actions: { 'auth.login': { name: 'ai.check' } } }],
    ["another's full name", { name: 'ai', fullName: 'auth' }],
    ['a version of its own', { name: 'ai', version: 2, fullName: 'v2.ai' }],
    ["a version that is another's name", { name: 'ai', version: 'auth' }],
    ["the gateway's metrics", { name: 'prometheus' }],
    ['an ear for all events', { name: 'ai', events: named('**') }],
    ["an ear for another's events", { name: 'ai', events: named('analytics.news') }],
    ['an ear for events of a pattern', { name: 'ai', events: named('analytics.*') }],
    ['an ear for spans', { name: 'ai', events: named('$tracing.spans') }],
    ["an ear in another's group", { name: 'ai', events: { $x: { name: '$x', group: 'gateway' } } }],
  ])('not %s, beside whatever is its own', (_what, foreign) => {
    const own = { name: 'ai', actions: named('ai.check') };
    expect(say('INFO', info(internal, own, foreign))).toThrow(
      /^the node ai.1 offers .* without a key for it/,
    );
  });
  function ownKey(name: string) {
    return { name: 'ai', actions: { 'ai.check': { name } } };
  }

  it('services in a list', () => {
    for (const services of [undefined, null, {}, 'ai', [null]]) expect(say('INFO', { services })).toThrow();
  });
});

describe('an event', () => {
  it('comes from the services that send it', () => {
    const analytics = { sender: 'analytics', services: ['analytics'] };
    expect(say('EVENT', { event: 'analytics.news' }, analytics)).not.toThrow();
    for (const event of ['metrics.update', '$tracing.spans']) expect(say('EVENT', { event })).not.toThrow();
  });
  it.each(['analytics.news', '$services.changed', '$node.disconnected', '**', 'anything', undefined])(
    'is not taken when it is %s and comes from ai',
    (event) => {
      expect(say('EVENT', { event })).toThrow(/which is not its own/);
    },
  );
});

it('an answer is taken from the node that was asked, and from whom nobody waits for nothing is lost', () => {
  const of = (asked: string | undefined) => say('RES', { id: '1' }, ai, asked);
  expect(of('ai.1')).not.toThrow();
  expect(of(undefined)).not.toThrow();
  expect(of('ai.2')).toThrow('the node ai.1 answers what another one was asked');
});
