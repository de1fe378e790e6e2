import { AppError } from '../../lib/errors.ts';

type Queue = { running: number; waiting: (() => void)[] };
/** How many of one organisation may run and wait, how long a wait may last, and what is said to those who may not wait. */
export type TurnBounds = { atOnce: number; waiting: number; waitMs: number; refusal: string };

/**
 * Lets each organisation do only a few things of a kind at once on this node; others of it wait for their turn. Whoever sends
 * much takes turns with itself, and not with everybody.
 */
export class Turns {
  readonly #bounds: TurnBounds;
  readonly #queues = new Map<string, Queue>();

  constructor(bounds: TurnBounds) {
    this.#bounds = bounds;
  }

  /** Does `work` when it is its turn. @throws AppError RATE_LIMIT_EXCEEDED when too many wait, or for too long */
  async run<T>(organizationId: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(organizationId) ?? { running: 0, waiting: [] };
    this.#queues.set(organizationId, queue);
    if (queue.running < this.#bounds.atOnce) queue.running += 1;
    else await this.#wait(queue);
    try {
      return await work();
    } finally {
      const next = queue.waiting.shift();
      if (next) next();
      else queue.running -= 1;
      if (queue.running === 0) this.#queues.delete(organizationId);
    }
  }

  /** Waits until another one hands over its turn. */
  #wait({ waiting }: Queue): Promise<void> {
    const refusal = () =>
      new AppError('RATE_LIMIT_EXCEEDED', {
        detail: this.#bounds.refusal,
        retryAfterSeconds: Math.ceil(this.#bounds.waitMs / 1000),
      });
    if (waiting.length >= this.#bounds.waiting) return Promise.reject(refusal());
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(begin), 1);
        reject(refusal());
      }, this.#bounds.waitMs);
      waiting.push(begin);
    });
  }
}
