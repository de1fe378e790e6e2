import { BROKER_EVENTS, events, type EventContract } from '../../contracts/events.ts';
import type { ProvedPacket } from './bus-seal.ts';

/** Who a packet was proved to come from, and which services that node has the keys of. */
export type ProvedSender = Pick<ProvedPacket, 'sender' | 'services'>;
/** A packet after it was read, as far as it is checked: everything in it is the sender's claim. */
export type Claimed = { sender?: unknown; id?: unknown; event?: unknown; services?: unknown };
type Named = { name?: unknown; group?: unknown };
type OfferedService = Named & { fullName?: unknown; version?: unknown; actions?: unknown; events?: unknown };

/** Moleculer's service of every node: each call of it goes to the caller's own node. */
const OF_EVERY_NODE = '$node';
/** moleculer-prometheus (mixins/broker-metrics.ts): it has no key of its own, because it runs beside the gateway. */
const BESIDE_THE_GATEWAY = 'prometheus';
const CONTRACTS = new Map<unknown, EventContract>(Object.values(events).map((event) => [event.name, event]));

/**
 * What a proved node may say. Moleculer believes what a packet claims and routes calls by the name of an action, whichever
 * service offers it; so every claim is held against the keys of whoever makes it:
 * - it speaks in its own name;
 * - INFO: it offers its own services and nothing under another name. One foreign name, and the node is not taken at all;
 * - EVENT: its services are those that send this event;
 * - RES: it is the node that was asked.
 * @param askedOf the node that a call of this node waits for; undefined when none waits under this id
 * @throws Error that says what is not the sender's to say
 */
export function requireOwnWord(
  type: string,
  claimed: Claimed,
  proved: ProvedSender,
  askedOf: (id: unknown) => string | undefined,
): void {
  const { sender, services } = proved;
  if (claimed.sender !== sender) throw new Error(`the node ${sender} speaks for another`);
  if (type === 'INFO') requireOwnOffer(claimed.services, proved);
  if (type === 'EVENT' && !maySend(claimed.event, services))
    throw new Error(`the node ${sender} sends the event ${short(claimed.event)}, which is not its own`);
  if (type === 'RES' && (askedOf(claimed.id) ?? sender) !== sender)
    throw new Error(`the node ${sender} answers what another one was asked`);
}

function requireOwnOffer(offered: unknown, { sender, services }: ProvedSender): void {
  if (!Array.isArray(offered)) throw new Error(`the node ${sender} lists no services`);
  for (const service of offered as OfferedService[]) {
    const { name, fullName, version } = service;
    const foreign = (what: unknown) =>
      new Error(`the node ${sender} offers ${short(what)} without a key for it`);
    if (typeof name !== 'string' || !mayRun(name, services)) throw foreign(name);
    // a version would be a second name
    if ((fullName ?? name) !== name || (version ?? null) !== null) throw foreign(fullName ?? version);
    for (const action of namesIn(service.actions, foreign))
      if (!action.startsWith(`${name}.`)) throw foreign(action);
    for (const event of namesIn(service.events, foreign)) if (!mayHear(event, services)) throw foreign(event);
    for (const { group } of Object.values((service.events ?? {}) as Record<string, Named>))
      if ((group ?? name) !== name) throw foreign(group);
  }
}

const mayRun = (service: string, keys: readonly string[]) =>
  keys.includes(service) ||
  service === OF_EVERY_NODE ||
  (service === BESIDE_THE_GATEWAY && keys.includes('gateway'));

/** The names of actions or events: Moleculer registers them by `name` and withdraws them by key, so the two are one. */
function namesIn(list: unknown, foreign: (what: unknown) => Error): string[] {
  return Object.entries((list ?? {}) as Record<string, Named>).map(([key, definition]) => {
    if (definition.name !== key) throw foreign(definition.name ?? key);
    return key;
  });
}

/** Whether a node with these keys is one to which the event is sent. What begins with `$` never leaves a node otherwise. */
function mayHear(event: string, keys: readonly string[]): boolean {
  if (BROKER_EVENTS.has(event)) return keys.includes('gateway');
  return event.startsWith('$') || (CONTRACTS.get(event)?.to.some((name) => keys.includes(name)) ?? false);
}

function maySend(event: unknown, keys: readonly string[]): boolean {
  if (BROKER_EVENTS.has(event)) return true;
  return CONTRACTS.get(event)?.from.some((name) => keys.includes(name)) ?? false;
}

const short = (name: unknown) => String(name).slice(0, 60);
