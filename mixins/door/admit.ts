import type { ActionContract } from '../../contracts/action.ts';
import type { Caller } from '../../contracts/caller.ts';
import { networkOf } from '../../lib/network-address.ts';
import { authorize } from '../identity/authorize.ts';
import type { NodeIdentity } from '../identity/node-identity.ts';
import type { ApiKeys, ExchangeKey } from './api-keys.ts';
import { chargeOf, type Charge } from './cost.ts';
import { identify, type Identity } from './identify.ts';
import type { Count, Limits } from './limit.ts';

/** The checks that every request of a client passes, over whichever transport it comes. */
export type Door = {
  identity: Pick<NodeIdentity, 'callerOf'>;
  limits: Pick<Limits, 'take' | 'spend'>;
  apiKeys: ApiKeys;
};

/** A client with one request. */
export type Visitor = {
  /** The Authorization header: a Bearer token or an API key. */
  authorization: string | undefined;
  /** The client's network address. */
  address: string;
  /** Called after each count, so that the answer can show the state of the limit. */
  tell: (count: Count) => void;
  /** Called as soon as it is known who asks, whether they are let in or not. */
  meet?: (caller: Caller) => void;
  exchangeKey: ExchangeKey;
};

/** A client that was let in, and how more of what its request costs is counted. */
export type Admitted = Identity & { charge: Charge };

/**
 * Identifies a client, counts the request against its limit, and checks the permission for an action
 * (docs/decisions.md#20-order-of-checks).
 * @throws AppError TOKEN_*, IDENTITY_STALE, RATE_LIMIT_EXCEEDED, PERMISSION_DENIED
 */
export async function admit(door: Door, contract: ActionContract, visitor: Visitor): Promise<Admitted> {
  const { authorization, address, tell, meet, exchangeKey } = visitor;
  const identified = await identify(door.identity, door.apiKeys, {
    authorization: contract.permission === 'public' ? undefined : authorization,
    exchangeKey,
    // the exchange of a key is a part of its request: a stop by a key stands behind no other request either
    countAddress: () => countAddress(door.limits, visitor, contract.limit === 'stop' ? 'stop' : 'api'),
  });
  meet?.(identified.caller);
  const key = principalOf(identified.caller) ?? addressKey(address);
  const limit = contract.limit ?? 'api';
  await door.limits.take(limit, key, tell);
  authorize(contract, identified.caller);
  const charge = chargeOf({
    take: (points) => door.limits.take(limit, key, tell, points),
    spend: (points) => door.limits.spend(limit, key, tell, points),
  });
  return { ...identified, charge };
}

/**
 * Counts a request against the client's address, when the caller is not known yet. @throws AppError RATE_LIMIT_EXCEEDED
 */
export function countAddress(
  limits: Pick<Limits, 'take'>,
  { address, tell }: Pick<Visitor, 'address' | 'tell'>,
  limit: 'api' | 'stop' = 'api',
): Promise<void> {
  return limits.take(limit, addressKey(address), tell);
}

/** By network: an IPv6 client has 2^64 addresses of its own. */
const addressKey = (address: string) => `address:${networkOf(address)}`;

/** The key under which a caller's requests are counted; undefined for anonymous callers, who are counted by address. */
function principalOf(caller: Caller): string | undefined {
  if (caller.kind === 'user') return `user:${caller.userId}`;
  return caller.kind === 'api-key' ? `api-key:${caller.keyId}` : undefined;
}
