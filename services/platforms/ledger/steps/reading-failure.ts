import type { AdAccountRow } from '../../connections/store/ad-account-rows.ts';
import type { PlatformsDeps } from '../../deps.ts';
import type { VendorFailure } from '../../port.ts';
import { problemOf } from '../domain/protocol.ts';

const NO_GRANT = 'GRANT_MISSING';
/** What a reading tells of an ad account that is not connected. */
export const NOT_CONNECTED = problemOf({ kind: 'signed-out', code: NO_GRANT, message: '' });

/** Why a reading of an ad account told nothing, and how long the platform wants to be left alone. */
export type ReadingFailure = { error: { code: string; message: string }; waitMs: number };

/** What follows from a platform's failure to a reading: a lost sign-in and a refused developer token are marked, and a limit waited for. */
export async function readingFailure(
  { accounts, limits, clock }: Pick<PlatformsDeps, 'accounts' | 'limits' | 'clock'>,
  organizationId: string,
  account: AdAccountRow,
  failure: VendorFailure,
): Promise<ReadingFailure> {
  const { kind } = failure;
  const error = problemOf(failure);
  if (kind === 'signed-out') {
    await accounts.markReauthorize(organizationId, account.grantId);
    return { error, waitMs: 0 };
  }
  if (failure.concerns === 'developer-token') await accounts.saveTokenRefusal(organizationId, account, error);
  const about = { ...account, organizationId, adAccountId: account.id };
  const [limit] = kind === 'slow-down' ? await limits.find(about) : [];
  const waitMs = limit === undefined ? 0 : limit.probeAt.getTime() - clock().getTime();
  return { error, waitMs: Math.max(0, waitMs) };
}
