import type { ServiceBroker } from 'moleculer';
import { trailContracts } from '../../../contracts/auth/trail.ts';
import type { Clock } from '../../../lib/time.ts';
import { callAsService } from '../../../mixins/call.ts';
import type { NodeIdentity } from '../../../mixins/identity/node-identity.ts';
import { RefusalCount, type KnownRefusal } from './refusals.ts';

const NOBODYS = '00000000-0000-0000-0000-000000000000';
const LOOK_MS = 5_000;
/** How often a node that stops tries to tell what it has counted, and how long it waits in between. */
const LAST_TRIES = 4;
const LAST_WAIT_MS = 500;

/**
 * Tells auth whom this node refused what. It is kept in memory only: what was refused while auth was away is told
 * when it is back, a node that is told to stop tells everything first, and one that is killed takes the counts of its last
 * minute with it.
 */
export class RefusalTeller {
  readonly #identity: NodeIdentity;
  readonly #clock: Clock;
  readonly #count = new RefusalCount();
  #broker: ServiceBroker | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #sending = new Set<Promise<void>>();

  constructor(identity: NodeIdentity, clock: Clock) {
    this.#identity = identity;
    this.#clock = clock;
  }

  start(broker: ServiceBroker): void {
    this.#broker = broker;
    this.#timer = setInterval(() => void this.#tell(this.#count.ended(this.#clock())), LOOK_MS).unref();
  }

  /** Tells all that is counted: once no request comes any more, and while what auth needs is still open. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (let tries = 1; tries <= LAST_TRIES; tries += 1) {
      await Promise.all(this.#sending);
      const left = this.#count.ended(this.#clock(), true);
      if (left.length === 0) return;
      if (tries > 1) await new Promise((resolve) => setTimeout(resolve, LAST_WAIT_MS));
      await this.#tell(left);
    }
    const lost = this.#count.ended(this.#clock(), true);
    if (lost.length > 0) this.#broker?.logger.error({ lost }, 'refusals that nobody could be told of');
  }

  note(known: KnownRefusal): void {
    const now = this.#count.take(known, this.#clock());
    if (now) void this.#tell([now]);
  }

  async #tell(refusals: readonly KnownRefusal[]): Promise<void> {
    const told = this.#sendEach(refusals);
    this.#sending.add(told);
    await told.finally(() => this.#sending.delete(told));
  }

  async #sendEach(refusals: readonly KnownRefusal[]): Promise<void> {
    for (const [organization, ofOne] of Map.groupBy(refusals, (known) => known.organizationId))
      await this.#send(organization ?? NOBODYS, ofOne);
  }

  async #send(organizationId: string, refusals: readonly KnownRefusal[]): Promise<void> {
    if (!this.#broker) return;
    const call = callAsService(this.#broker, this.#identity, 'gateway', { organizationId });
    try {
      await call(trailContracts.recordRefusals, { refusals: refusals.map(({ refusal }) => refusal) });
    } catch (error) {
      // counted again: the next look tells it
      for (const known of refusals) this.#count.putBack(known);
      this.#broker.logger.warn({ err: error, refusals: refusals.length }, 'refusals wait for auth');
    }
  }
}
