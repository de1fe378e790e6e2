import type { Caller } from '../../contracts/caller.ts';
import type { NodeIdentity } from '../identity/node-identity.ts';
import { apiKeyIn, type ApiKeys, type ExchangeKey } from './api-keys.ts';

/** The caller, and the Authorization header for calls to services, which never holds an API key. */
export type Identity = { authorization: string | undefined; caller: Caller };

type Identification = {
  /** The client's Authorization header; undefined for a public action. */
  authorization: string | undefined;
  exchangeKey: ExchangeKey;
  /** Counts a failure, or an exchange of a key at auth, against the client's address. */
  countAddress: () => Promise<void>;
};

/**
 * Identifies the caller. An API key is first exchanged for a token at auth.
 * @throws AppError TOKEN_*, IDENTITY_STALE, RATE_LIMIT_EXCEEDED
 */
export async function identify(
  identity: Pick<NodeIdentity, 'callerOf'>,
  apiKeys: ApiKeys,
  { authorization, exchangeKey, countAddress }: Identification,
): Promise<Identity> {
  const key = apiKeyIn(authorization);
  const header =
    key === undefined
      ? authorization
      : await apiKeys.authorizationFor(key, async () => {
          await countAddress();
          return exchangeKey(key);
        });
  try {
    return { authorization: header, caller: await identity.callerOf(header, 'gateway') };
  } catch (error) {
    if (key !== undefined) apiKeys.forget(key);
    await countAddress();
    throw error;
  }
}
