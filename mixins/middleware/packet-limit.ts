import type { Middleware, ServiceBroker } from 'moleculer';
import { AppError } from '../../lib/errors.ts';
import { asMiddleware, transitOf, type Packet } from '../moleculer.ts';
import { toWire } from '../wire-errors.ts';

type Send = (topic: string, data: Buffer, meta: { packet: Packet }) => Promise<unknown>;

/** What is written around a packet: the proof of its sender, and NATS's own line. */
const AROUND_BYTES = 4 * 1024;

/** The largest packet that this node can send, in bytes. */
export function largestPacket(broker: ServiceBroker): number {
  const serverTakes = transitOf(broker)?.tx.client?.info?.max_payload;
  return serverTakes === undefined ? Infinity : serverTakes - AROUND_BYTES;
}

/**
 * Answers at once for a packet that the bus does not take. Without it the caller of an answer that is too large would
 * wait until its time is over, and the node that made the answer would be taken for one that is lost. It stands after the
 * bus in the list of middlewares, because the last one sees a packet first: before it is sealed.
 */
export function packetLimit(): Middleware {
  let broker: ServiceBroker;
  return asMiddleware({
    name: 'PacketLimit',
    created(created: ServiceBroker) {
      broker = created;
    },
    transporterSend(next: Send): Send {
      return (topic, data, meta) => {
        if (data.length <= largestPacket(broker)) return next(topic, data, meta);
        const { packet } = meta;
        broker.logger.warn(
          { type: packet.type, bytes: data.length },
          'a packet is larger than the bus takes',
        );
        if (packet.type === 'RES' && packet.payload.success)
          return next(topic, refusal(broker, packet), meta);
        if (packet.payload.id !== undefined) transitOf(broker)?.removePendingRequest(packet.payload.id);
        return Promise.reject(new AppError('REQUEST_TOO_LARGE'));
      };
    },
  });
}

/** The bytes of an answer that says that the answer was too large. */
function refusal(broker: ServiceBroker, packet: Packet): Buffer {
  const transit = transitOf(broker);
  const { payload } = packet;
  const error = toWire(new AppError('ANSWER_TOO_LARGE'));
  Object.assign(payload, {
    success: false,
    data: null,
    error: transit?.errorRegenerator.extractPlainError(error, payload),
  });
  return transit?.tx.serialize(packet) ?? Buffer.alloc(0);
}
