import { adAccountContracts, type AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action, type Request } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { asOfState, hashInSession, usableAccounts } from '../domain/connect.ts';
import type { Grant, PlatformConnection, VendorAccount } from '../../port.ts';
import { connectablePlatform, connectFailure } from '../connectable-platform.ts';

/** Finishes what its person began, who may still do so when the platform has answered; else what it gave is given back. */
export function completeConnect(deps: PlatformsDeps) {
  return action(adAccountContracts.completeConnect, async function completeConnect(request) {
    const { organizationId, userId } = request;
    try {
      return { data: await connect(deps, request) };
    } catch (error) {
      if (error instanceof AppError)
        await deps.connects.recordFailure(organizationId, userId, error.code).catch(() => undefined);
      throw error;
    }
  });
}

type Asked = Pick<
  Request<typeof adAccountContracts.completeConnect>,
  'params' | 'organizationId' | 'userId' | 'caller' | 'requireStill' | 'pending'
>;

async function connect(
  deps: PlatformsDeps,
  { params, organizationId, userId, caller, requireStill, pending }: Asked,
): Promise<AdAccount[]> {
  const hash = hashInSession(params.state, caller);
  const consent = await deps.connects.take(organizationId, userId, hash, deps.clock());
  const ended = () => pending.endedSince(asOfState(params.state));
  if (!consent || ended()) throw new AppError('CONNECT_STATE_INVALID');
  const { platform, verifier, developerToken } = consent;
  const connection = connectablePlatform(deps, platform);
  const code = { code: params.code, codeVerifier: verifier, redirectUri: deps.redirectUri };
  const { grant, accounts } = await exchange(connection, code, developerToken);
  const { accessToken, refreshToken, expiresAt } = grant;
  // the platform may have taken its time, in which whoever asked was removed or demoted
  await requireStill()
    .then(() => {
      if (ended()) throw new AppError('CONNECT_STATE_INVALID');
    })
    .catch(async (error: unknown) => {
      await connection.revoke(refreshToken ?? accessToken).catch(() => undefined);
      throw error;
    });
  return deps.connects.connect({
    organizationId,
    userId,
    platform,
    tokens: { accessToken, refreshToken },
    developerToken,
    expiresAt,
    accounts,
  });
}

async function exchange(
  connection: PlatformConnection,
  code: { code: string; codeVerifier: string; redirectUri: string },
  developerToken: string | null,
): Promise<{ grant: Grant; accounts: VendorAccount[] }> {
  try {
    const grant = await connection.exchange(code);
    const accounts = usableAccounts(await connection.accounts(grant.accessToken, developerToken));
    if (accounts.length > 0) return { grant, accounts };
  } catch (error) {
    throw connectFailure(error);
  }
  throw new AppError('CONNECT_REFUSED', { detail: 'This sign-in reaches no ad account that is open.' });
}
