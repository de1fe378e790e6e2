import type { ServiceBroker } from 'moleculer';
import type { EventContract, EventOf } from '../contracts/events.ts';

/** Tells everybody who listens; a lost event costs nothing but time. */
export function emit<E extends EventContract>(broker: ServiceBroker, event: E, payload: EventOf<E>): void {
  void broker.emit(event.name, event.payload.pack(payload));
}

/** What an event says, or null when it is not what its contract promises: anybody on the bus may send anything. */
export function hear<E extends EventContract>(event: E, received: unknown): EventOf<E> | null {
  try {
    return event.payload.unpack(received) as EventOf<E>;
  } catch {
    return null;
  }
}
