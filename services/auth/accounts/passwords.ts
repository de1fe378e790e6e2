import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../../lib/errors.ts';

// argon2id (the library's default variant), OWASP's parameters: 19 MiB, two passes, one lane
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** When so many wait already, another one could not be answered within the time limit of a call. */
const MAX_WAITING = 150;

/** Hashes and checks passwords, a few at a time: each takes 19 MiB, and a flood of sign-ins must not take all memory. */
export class Passwords {
  readonly #concurrency: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #dummy: Promise<string> | undefined;

  constructor(concurrency = 3) {
    this.#concurrency = concurrency;
  }

  /** @throws AppError SERVICE_OVERLOADED when too many wait already */
  async hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /**
   * True for the right password. Without a hash (there is no such account) the same work is done and the answer is false, so
   * that the time an answer takes does not tell who has an account. @throws AppError SERVICE_OVERLOADED as above
   */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const stored = passwordHash ?? (await this.prepare());
    const right = await this.#inTurn(() => verify(stored, password.normalize('NFKC')));
    return right && passwordHash !== undefined;
  }

  /** Makes the hash against which passwords of unknown accounts are checked: once, at start, so that no sign-in waits for it. */
  prepare(): Promise<string> {
    this.#dummy ??= hash('the password of nobody at all', COST);
    return this.#dummy;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#concurrency) {
      if (this.#waiting.length >= MAX_WAITING)
        throw new AppError('SERVICE_OVERLOADED', { retryAfterSeconds: 2 });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
