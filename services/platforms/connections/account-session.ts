import { SECOND_MS } from '../../../lib/time.ts';
import type { PlatformsDeps } from '../deps.ts';
import { needsRenewal } from './domain/connect.ts';
import { VendorFailure, type Grant, type PlatformConnection, type Session } from '../port.ts';
import type { AdAccountRow } from './store/ad-account-rows.ts';
import type { OpenGrant } from './store/token-store.ts';

/** How long a renewal may take before another worker tries. */
const RENEWAL_MS = 60 * SECOND_MS;

export type AccountSession = {
  session: Session;
  /** Makes the next call use a renewed token; false when there is no way to renew it. */
  renew: () => Promise<boolean>;
};

/** Work on one ad account in its own name. Tokens are read when they are needed and renewed before they end. */
export function openSession(
  deps: Pick<PlatformsDeps, 'tokens' | 'clock'>,
  connection: PlatformConnection,
  organizationId: string,
  account: AdAccountRow,
  signal: AbortSignal,
): AccountSession {
  const open = async (): Promise<OpenGrant> => {
    const grant = await deps.tokens.open(organizationId, account.grantId);
    if (grant) return grant;
    throw new VendorFailure('auth', 'GRANT_MISSING', 'The ad account is not connected.');
  };
  const renewed = (grant: OpenGrant) => renewGrant(deps, connection, organizationId, grant);
  const accessToken = async (): Promise<string> => {
    const grant = await open();
    if (!needsRenewal(grant.expiresAt, deps.clock())) return grant.accessToken;
    if (grant.refreshToken !== null) return (await renewed(grant)).accessToken;
    if (grant.expiresAt > deps.clock()) return grant.accessToken;
    throw new VendorFailure('auth', 'TOKEN_EXPIRED', 'The sign-in of this ad account has expired.');
  };
  return {
    session: {
      account: account.externalId,
      currency: account.currency,
      timeZone: account.timeZone,
      accessToken,
      signal,
    },
    renew: async () => {
      const grant = await open();
      if (grant.refreshToken === null) return false;
      await renewed(grant);
      return true;
    },
  };
}

/**
 * Renews a grant's tokens, one worker at a time. No transaction is open while the platform is asked: the right to renew
 * is a lease, and the new pair is saved only over the pair it came from. A pair that somebody else renews meanwhile is
 * `unavailable`: nothing was sent, and a later attempt reads the new one.
 */
async function renewGrant(
  { tokens, clock }: Pick<PlatformsDeps, 'tokens' | 'clock'>,
  connection: PlatformConnection,
  organizationId: string,
  grant: OpenGrant,
): Promise<Grant> {
  const now = clock();
  const until = new Date(now.getTime() + RENEWAL_MS);
  if (!(await tokens.reserve(organizationId, grant, now, until)))
    throw new VendorFailure('unavailable', 'TOKEN_BEING_RENEWED', 'The sign-in is being renewed.', {
      retryAfterMs: SECOND_MS,
    });
  try {
    const renewed = await connection.refresh(grant.refreshToken ?? '');
    const refreshToken = renewed.refreshToken ?? grant.refreshToken;
    await tokens.save(organizationId, grant, { ...renewed, refreshToken });
    return renewed;
  } catch (error) {
    await tokens.release(organizationId, grant);
    throw error;
  }
}
