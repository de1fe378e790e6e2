import { SECOND_MS } from '../../../lib/time.ts';
import type { PlatformsDeps } from '../deps.ts';
import { needsRenewal } from './domain/connect.ts';
import { VendorFailure, type Grant, type PlatformConnection, type Session } from '../port.ts';
import type { AdAccountRow } from './store/ad-account-rows.ts';
import type { OpenGrant } from './store/token-store.ts';

/** How long a worker may take to renew tokens before another one may try. */
const RENEWAL_MS = 60 * SECOND_MS;

export type AccountSession = {
  session: Session;
  /** Renews the access token for the next call; false when the grant has no refresh token. */
  renew: () => Promise<boolean>;
  /** Whether a call to the platform was made: each begins with the token. */
  isAsked: () => boolean;
};

/** Opens a session on one ad account. Its token is read at each call and renewed shortly before it expires. */
export function openSession(
  deps: Pick<PlatformsDeps, 'tokens' | 'clock' | 'accounts'>,
  connection: PlatformConnection,
  organizationId: string,
  account: AdAccountRow,
  signal: AbortSignal,
): AccountSession {
  const open = async (): Promise<OpenGrant> => {
    const grant = await deps.tokens.open(organizationId, account.grantId);
    if (grant) return grant;
    throw new VendorFailure('signed-out', 'GRANT_MISSING', 'The ad account is not connected.');
  };
  const renewTokens = (grant: OpenGrant) => renewGrant(deps, connection, organizationId, grant);
  let isAsked = false;
  const validToken = async (): Promise<string> => {
    const grant = await open();
    if (!needsRenewal(grant.expiresAt, deps.clock())) return grant.accessToken;
    if (grant.refreshToken !== null) return (await renewTokens(grant)).accessToken;
    if (grant.expiresAt > deps.clock()) return grant.accessToken;
    throw new VendorFailure('signed-out', 'TOKEN_EXPIRED', 'The sign-in of this ad account has expired.');
  };
  const developerToken = remembered(() => deps.tokens.developerToken(organizationId, account.grantId));
  const accessToken = async (): Promise<string> => {
    const token = await validToken();
    isAsked = true;
    return token;
  };
  return {
    session: {
      account: account.externalId,
      loginCustomerId: account.loginCustomerId,
      currency: account.currency,
      timeZone: account.timeZone,
      accessToken,
      developerToken,
      // nothing may come between a change and its entry in the ledger
      took: () => deps.accounts.saveChange(organizationId, account).catch(() => undefined),
      signal,
    },
    renew: async () => {
      const grant = await open();
      if (grant.refreshToken === null) return false;
      await renewTokens(grant);
      return true;
    },
    isAsked: () => isAsked,
  };
}

/** Reads what never changes once; what could not be read is read again. */
function remembered<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let known: { value: Value } | undefined;
  return async () => (known ??= { value: await read() }).value;
}

/**
 * Renews a grant's tokens. A lease lets one worker do this at a time, because no transaction should be open during
 * the call to the platform; the new tokens replace only the revision that they were made from. While another worker
 * holds the lease, this throws `not-sent`, and a later attempt reads the new tokens.
 */
async function renewGrant(
  { tokens, clock }: Pick<PlatformsDeps, 'tokens' | 'clock'>,
  connection: PlatformConnection,
  organizationId: string,
  grant: OpenGrant,
): Promise<Grant> {
  const now = clock();
  const leaseEnd = new Date(now.getTime() + RENEWAL_MS);
  if (!(await tokens.reserve(organizationId, grant, now, leaseEnd)))
    throw new VendorFailure('not-sent', 'TOKEN_BEING_RENEWED', 'The sign-in is being renewed.', {
      retryAfterMs: SECOND_MS,
    });
  try {
    const newGrant = await connection.refresh(grant.refreshToken ?? '');
    const refreshToken = newGrant.refreshToken ?? grant.refreshToken;
    await tokens.save(organizationId, grant, { ...newGrant, refreshToken });
    return newGrant;
  } catch (error) {
    await tokens.release(organizationId, grant);
    throw error;
  }
}
