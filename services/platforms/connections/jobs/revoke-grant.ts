import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { VendorFailure, type Revocation } from '../../port.ts';
import type { UnusedGrant } from '../store/revocation-store.ts';

/**
 * Revokes a grant at its platform. It counts as revoked when the platform has said so, and its tokens are wiped then. Any
 * other answer, or none, leaves it unknown: the audit trail says so once, and the job is tried again.
 */
export function revokeGrantJob(deps: PlatformsDeps) {
  return worker(jobs.revokeGrant, async function revokeGrant({ job }) {
    const { organizationId, grantId } = job.payload;
    const grant = await deps.revocations.find(organizationId, grantId);
    const answer = grant && (await askPlatform(deps, organizationId, grant));
    await deps.database.transaction(async (tx) => {
      if (grant && answer) await deps.revocations.markRevoked(tx, organizationId, grant, answer);
      await job.complete(tx);
    });
  });
}

/** @throws VendorFailure, SealBroken: after it was recorded that the outcome is unknown */
async function askPlatform(
  deps: PlatformsDeps,
  organizationId: string,
  grant: UnusedGrant,
): Promise<Revocation | null> {
  try {
    const tokens = await deps.tokens.open(organizationId, grant.id);
    const connection = deps.platforms.get(grant.platform);
    if (!tokens || !connection) return null;
    return await connection.revoke(tokens.refreshToken ?? tokens.accessToken);
  } catch (error) {
    const code = error instanceof VendorFailure ? error.code : 'TOKENS_UNREADABLE';
    await deps.revocations.markUnknown(organizationId, grant, code);
    throw error;
  }
}
