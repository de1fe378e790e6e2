import type { Caller } from '../../contracts/caller.ts';
import type { NodeIdentity } from '../identity/node-identity.ts';
import { apiKeyIn, type ApiKeys, type ExchangeKey } from './api-keys.ts';

/** Who asks, and the Authorization text for the calls behind the door: never an API key. */
export type Identified = { authorization: string | undefined; caller: Caller };

type Identification = {
  /** What the client sent; undefined where the action is public. */
  authorization: string | undefined;
  exchangeKey: ExchangeKey;
  /** Counts against the client's address: a failure, and each question that auth is asked. */
  countAddress: () => Promise<void>;
};

/**
 * Finds out who asks. An API key is changed at auth for a token first.
 * @throws AppError TOKEN_*, IDENTITY_STALE, RATE_LIMIT_EXCEEDED
 */
export async function identify(
  identity: Pick<NodeIdentity, 'callerOf'>,
  apiKeys: ApiKeys,
  { authorization, exchangeKey, countAddress }: Identification,
): Promise<Identified> {
  const key = apiKeyIn(authorization);
  const own =
    key === undefined
      ? authorization
      : await apiKeys.authorizationFor(key, async () => {
          await countAddress();
          return exchangeKey(key);
        });
  try {
    return { authorization: own, caller: await identity.callerOf(own, 'gateway') };
  } catch (error) {
    if (key !== undefined) apiKeys.forget(key);
    await countAddress();
    throw error;
  }
}
