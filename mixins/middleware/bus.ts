import type { Middleware, ServiceBroker } from 'moleculer';
import type { BusSeal, ProvedPacket } from '../bus/bus-seal.ts';
import { requireOwnWord, type Claimed } from '../bus/own-word.ts';
import { asMiddleware, transitOf } from '../moleculer.ts';

type Packet = { type: string; target: string | null };
type Send = (topic: string, data: Buffer, meta: { packet: Packet }) => Promise<unknown>;
type Receive = (type: string, data: Buffer, state?: unknown) => unknown;
type Handle = (type: string, packet: { payload: Claimed | null }) => unknown;

/** What one node says to another: sealed. Everything else is about the sender and for all: signed. */
const SEALED = new Set(['REQ', 'RES', 'EVENT']);
/** How often a refused packet is told, at most: whoever reaches the bus can send any number of them. */
const TOLD_EVERY_MS = 60_000;

/**
 * Proves every packet that leaves and enters this node: nobody without a service's key reads what nodes say to each other,
 * is taken for a node, or makes one look dead; whoever has one says only what is that service's to say (bus/own-word.ts).
 */
export function busMiddleware(seal: BusSeal): Middleware {
  let broker: ServiceBroker | undefined;
  /** Who sent the packet that is being read: Moleculer reads and handles a packet in one go. */
  let proved: ProvedPacket | undefined;
  const refuse = telling(() => broker);
  const askedOf = (id: unknown) =>
    broker ? transitOf(broker)?.pendingRequests.get(String(id))?.nodeID : undefined;
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
        try {
          proved = seal.open(type, bytes);
          return next(type, proved.data, state);
        } catch (error) {
          refuse(type, error);
          return undefined;
        } finally {
          proved = undefined;
        }
      };
    },
    transitMessageHandler(next: Handle): Handle {
      return (type, packet) => {
        try {
          if (!proved) throw new Error('a packet that nobody proved');
          requireOwnWord(type, packet.payload ?? {}, proved, askedOf);
        } catch (error) {
          refuse(type, error);
          return Promise.resolve(false);
        }
        return next(type, packet);
      };
    },
  });
}

/** Tells why packets are refused, once in a while. */
function telling(broker: () => ServiceBroker | undefined): (type: string, error: unknown) => void {
  let toldAt = 0;
  return (type, error) => {
    if (Date.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = Date.now();
    broker()?.logger.warn({ type, reason: String(error) }, 'a packet on the bus was not believed');
  };
}
