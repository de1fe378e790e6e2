import type { Middleware, ServiceBroker } from 'moleculer';
import type { BusSeal, ProvedPacket } from '../bus/bus-seal.ts';
import { SERVICES } from '../../contracts/permissions.ts';
import { asMiddleware } from '../moleculer.ts';

type Packet = { type: string; target: string | null };
type Send = (topic: string, data: Buffer, meta: { packet: Packet }) => Promise<unknown>;
type Receive = (type: string, data: Buffer, state?: unknown) => unknown;

/** What one node says to another: sealed. Everything else is about the sender and for all: signed. */
const SEALED = new Set(['REQ', 'RES', 'EVENT']);
/** How often a refused packet is told, at most: whoever reaches the bus can send any number of them. */
const TOLD_EVERY_MS = 60_000;

/**
 * Proves every packet that leaves and enters this node: nobody without a service's key reads what nodes say to each other,
 * is taken for a node, or makes one look dead.
 */
export function busMiddleware(seal: BusSeal): Middleware {
  let broker: ServiceBroker | undefined;
  let toldAt = 0;
  const refuse = (type: string, error: unknown) => {
    if (Date.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = Date.now();
    broker?.logger.warn({ type, reason: String(error) }, 'a packet on the bus was not believed');
  };
  return asMiddleware({
    name: 'Bus',
    created(created: ServiceBroker) {
      broker = created;
      created.localBus.on('$transporter.error', ({ error }: { error: unknown }) =>
        created.logger.error({ reason: String(error) }, 'the bus cannot be reached'),
      );
    },
    transporterSend(next: Send): Send {
      return async (topic, data, meta) => {
        const { type, target } = meta.packet;
        const bytes = SEALED.has(type) ? seal.seal(type, target ?? '', data) : seal.sign(type, data);
        return next(topic, bytes, meta);
      };
    },
    transporterReceive(next: Receive): Receive {
      return (type, bytes, state) => {
        let opened: ProvedPacket;
        try {
          opened = seal.open(type, bytes);
          if (!SEALED.has(type)) requireOwnWord(type, opened);
        } catch (error) {
          refuse(type, error);
          return undefined;
        }
        return next(type, opened.data, state);
      };
    },
  });
}

const isService = (name: string) => SERVICES.some((service) => service === name);

/** What a node says of itself must be about itself, and it may offer the services that it has keys of. */
function requireOwnWord(type: string, { sender, services, data }: ProvedPacket): void {
  const payload = JSON.parse(data.toString()) as { sender?: unknown; services?: { name?: unknown }[] };
  if (payload.sender !== sender) throw new Error(`the node ${sender} speaks for another`);
  if (type !== 'INFO') return;
  const offered = (payload.services ?? []).map(({ name }) => String(name));
  const foreign = offered.find((name) => isService(name) && !services.includes(name));
  if (foreign !== undefined) throw new Error(`the node ${sender} offers ${foreign} without its key`);
}
