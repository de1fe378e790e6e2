import type { Logger } from 'moleculer';
import { SECOND_MS } from '../../../lib/time.ts';
import type { SqlLoginStore } from './store.ts';

/**
 * Holds SQL logins to their limits. A login can raise its own time limit and take locks that the product takes, and
 * PostgreSQL has no way to forbid that; so every node of this service looks every few seconds and ends such sessions, and
 * those of logins that are revoked, expired or have another password now.
 */
export class SqlLoginWatch {
  readonly #logins: SqlLoginStore;
  readonly #everySeconds: number;
  readonly #maxSeconds: number;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> | undefined;
  #failing = false;
  #logger: Logger | undefined;

  constructor(logins: SqlLoginStore, limits: { watchSeconds: number; seconds: number }) {
    this.#logins = logins;
    this.#everySeconds = limits.watchSeconds;
    this.#maxSeconds = limits.seconds;
  }

  start(logger: Logger): void {
    this.#logger = logger;
    this.#timer = setInterval(() => void this.look(), this.#everySeconds * SECOND_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#work;
  }

  /** Looks once; a look that is under way is waited for first. It never throws: the next look comes. */
  async look(): Promise<void> {
    await this.#work;
    this.#work = this.#lookOnce().finally(() => (this.#work = undefined));
    await this.#work;
  }

  async #lookOnce(): Promise<void> {
    try {
      const ended = await this.#logins.watch(this.#maxSeconds);
      for (const session of ended) this.#logger?.warn(session, 'a session of a SQL login is ended');
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#logger?.error({ err: error }, 'SQL logins are not watched');
      this.#failing = true;
    }
  }
}
