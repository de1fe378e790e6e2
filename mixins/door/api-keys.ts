import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ResultOf } from '../../contracts/action.ts';
import type { machineContracts } from '../../contracts/auth/machines.ts';

/** Asks auth for the token of a key. @throws AppError TOKEN_INVALID */
export type ExchangeKey = (key: string) => Promise<ResultOf<typeof machineContracts.exchangeApiKey>>;

/** A token that a request goes on with has at least so long left for everything behind it. */
const MARGIN_SECONDS = 60;

/**
 * Tokens that API keys were changed for, by the hash of the key, until a minute before they expire. Requests that come
 * together share one exchange; failures are not remembered. A token here says nothing of a key's life: every node
 * checks that.
 */
export class ApiKeys {
  readonly #headers = new LRUCache<string, string, () => ReturnType<ExchangeKey>>({
    max: 10_000,
    ttl: 1,
    ignoreFetchAbort: true,
    fetchMethod: async (_hash, _stale, { options, context: exchange }) => {
      const { accessToken, expiresIn } = await exchange();
      options.ttl = Math.max(1, (expiresIn - MARGIN_SECONDS) * 1000);
      return `Bearer ${accessToken}`;
    },
  });

  /** The Authorization text that stands for a key. @throws what `exchange` throws */
  authorizationFor(key: string, exchange: () => ReturnType<ExchangeKey>): Promise<string> {
    return this.#headers.forceFetch(hashOf(key), { context: exchange });
  }

  /** Drops the token of a key, when it turned out to be dead. */
  forget(key: string): void {
    this.#headers.delete(hashOf(key));
  }
}

/** The key in an Authorization text, if there is one that is no longer than keys are. */
export const apiKeyIn = (authorization: string | undefined): string | undefined =>
  /^Bearer (sip_\S{1,100})$/i.exec(authorization ?? '')?.[1];

const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');
