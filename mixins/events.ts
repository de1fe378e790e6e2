import type { ServiceBroker } from 'moleculer';
import type { EventContract, EventOf } from '../contracts/events.ts';

/** Sends an event to all listeners. Events may be lost, so nothing may depend on one. */
export function emit<E extends EventContract>(broker: ServiceBroker, event: E, payload: EventOf<E>): void {
  void broker.emit(event.name, event.payload.pack(payload));
}

/** Reads an event; null when it does not match its contract, because any node on the bus may send anything. */
export function readEvent<E extends EventContract>(event: E, received: unknown): EventOf<E> | null {
  try {
    return event.payload.unpack(received) as EventOf<E>;
  } catch {
    return null;
  }
}
