import type { Operation } from '../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../lib/errors.ts';

type Look = { beganAt: number; isPending: boolean; answer: Promise<Operation> };

/**
 * Looks at operations for all who follow them on this node: of one operation one look is under way at a time, and what it saw
 * is news for `freshMs`. The key names the organisation and the operation, because what an operation is does not depend on who of the
 * organisation looks.
 */
export class SharedLooks {
  readonly #freshMs: number;
  readonly #looks = new Map<string, Look>();

  constructor(freshMs: number) {
    this.#freshMs = freshMs;
  }

  /** How many operations are remembered. */
  get size(): number {
    return this.#looks.size;
  }

  /**
   * What the operation is now; `read` is asked when nobody else asked just now.
   * @throws AppError what `read` throws; DEPENDENCY_UNAVAILABLE where another one's look failed, because why it did is that one's business
   */
  look(key: string, read: () => Promise<Operation>): Promise<Operation> {
    const known = this.#looks.get(key);
    if (known && (known.isPending || Date.now() - known.beganAt < this.#freshMs))
      return known.answer.catch(() => {
        throw new AppError('DEPENDENCY_UNAVAILABLE');
      });
    const look: Look = { beganAt: Date.now(), isPending: true, answer: read() };
    this.#looks.set(key, look);
    void look.answer.then(
      () => this.#settle(key, look),
      () => this.#settle(key, look),
    );
    return look.answer;
  }

  #settle(key: string, look: Look): void {
    look.isPending = false;
    const forget = () => void (this.#looks.get(key) === look && this.#looks.delete(key));
    setTimeout(forget, this.#freshMs).unref();
  }
}
