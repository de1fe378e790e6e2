import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ResultOf } from '../../contracts/action.ts';
import type { machineContracts } from '../../contracts/auth/machines.ts';

/** Exchanges an API key for a token at auth. @throws AppError TOKEN_INVALID */
export type ExchangeKey = (key: string) => Promise<ResultOf<typeof machineContracts.exchangeApiKey>>;

/**
 * A cached token is used only while it is valid for at least this long, so that it does not expire during the request.
 */
const MARGIN_SECONDS = 60;

/**
 * Caches the tokens of API keys, by the hash of the key, until a minute before they expire. Simultaneous requests share
 * one exchange; failures are not cached. A cached token does not prove that its key is still valid: NodeIdentity checks
 * revocations at each request.
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

  /** The Authorization header with the token of a key. @throws what `exchange` throws */
  authorizationFor(key: string, exchange: () => ReturnType<ExchangeKey>): Promise<string> {
    return this.#headers.forceFetch(hashOf(key), { context: exchange });
  }

  /** Removes the token of a key that turned out to be invalid. */
  forget(key: string): void {
    this.#headers.delete(hashOf(key));
  }
}

/** The API key in an Authorization header; undefined when there is none of a plausible length. */
export const apiKeyIn = (authorization: string | undefined): string | undefined =>
  /^Bearer (sip_\S{1,100})$/i.exec(authorization ?? '')?.[1];

const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');
