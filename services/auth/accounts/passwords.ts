import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../../lib/errors.ts';

// argon2id (the library's default variant), OWASP's parameters: 19 MiB, two passes, one lane
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** More waiting than this could not be answered in time. */
const MAX_WAITING = 150;

/** Hashes and checks passwords; at most a few at a time, so that a flood of sign-ins cannot take all memory. */
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

  /** True for the right password. Without a hash the same work is done, so that nobody learns who has an account. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const against = passwordHash ?? (await this.prepare());
    const same = await this.#inTurn(() => verify(against, password.normalize('NFKC')));
    return same && passwordHash !== undefined;
  }

  /** Makes the hash that stands for unknown accounts; done at start, so that the first sign-in is no slower. */
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
