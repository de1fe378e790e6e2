import type { ActionContract } from '../../contracts/action.ts';
import type { Caller } from '../../contracts/caller.ts';
import { authorize } from '../identity/authorize.ts';
import type { NodeIdentity } from '../identity/node-identity.ts';
import type { ApiKeys, ExchangeKey } from './api-keys.ts';
import { identify, type Identified } from './identify.ts';
import type { Count, Limits } from './limit.ts';

/** What every request of a client passes, whatever it came by. */
export type Door = {
  identity: Pick<NodeIdentity, 'callerOf'>;
  limits: Pick<Limits, 'take'>;
  apiKeys: ApiKeys;
};

/** Somebody outside who asks for something. */
export type Visitor = {
  /** As it was sent: a Bearer token or API key. */
  authorization: string | undefined;
  /** The client's network address. */
  address: string;
  /** Told after each count, so that the answer can say where the limit stands. */
  tell: (count: Count) => void;
  exchangeKey: ExchangeKey;
};

/**
 * Lets a visitor through to an action, or refuses: who is it, not too often, allowed to (docs/decisions.md#20-order-of-checks).
 * @throws AppError TOKEN_*, IDENTITY_STALE, RATE_LIMIT_EXCEEDED, PERMISSION_DENIED
 */
export async function admit(door: Door, contract: ActionContract, visitor: Visitor): Promise<Identified> {
  const { authorization, address, tell, exchangeKey } = visitor;
  const identified = await identify(door.identity, door.apiKeys, {
    authorization: contract.permission === 'public' ? undefined : authorization,
    exchangeKey,
    countAddress: () => countAddress(door.limits, visitor),
  });
  const key = principalOf(identified.caller) ?? addressKey(address);
  await door.limits.take(contract.limit ?? 'api', key, tell);
  authorize(contract, identified.caller);
  return identified;
}

/** Counts a request before anybody is known. @throws AppError RATE_LIMIT_EXCEEDED */
export function countAddress(
  limits: Door['limits'],
  { address, tell }: Pick<Visitor, 'address' | 'tell'>,
): Promise<void> {
  return limits.take('api', addressKey(address), tell);
}

const addressKey = (address: string) => `address:${address}`;

/** Whose requests are counted together; undefined for nobody, who is counted by address. */
function principalOf(caller: Caller): string | undefined {
  if (caller.kind === 'user') return `user:${caller.userId}`;
  return caller.kind === 'api-key' ? `api-key:${caller.keyId}` : undefined;
}
