import type { ServiceBroker } from 'moleculer';
import type { EventContract, EventOf } from '../contracts/events.ts';

/** Sends an event to one node of each service that listens. Events may be lost, so nothing may depend on one. */
export function emit<E extends EventContract>(broker: ServiceBroker, event: E, payload: EventOf<E>): void {
  void broker.emit(event.name, event.payload.pack(payload));
}

/** Sends an event to all listeners of all nodes, where `emit` sends it to one node of each service. It may be lost too. */
export function broadcast<E extends EventContract>(
  broker: ServiceBroker,
  event: E,
  payload: EventOf<E>,
): void {
  void broker.broadcast(event.name, event.payload.pack(payload));
}

/** Reads an event; null when it does not match its contract, because a service that was taken over may send anything. */
export function readEvent<E extends EventContract>(event: E, received: unknown): EventOf<E> | null {
  try {
    return event.payload.unpack(received) as EventOf<E>;
  } catch {
    return null;
  }
}
