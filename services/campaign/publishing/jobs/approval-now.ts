import { AppError } from '../../../../lib/errors.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { CampaignDeps } from '../../deps.ts';
import { mayRaise, type StoredOperation } from '../domain/operation.ts';
import { requireApprovalHolds } from '../require-standing.ts';

/**
 * Whether what an operation has still to do may be done as it was approved: an operation may wait for days, in which whoever approved
 * it may have been removed. `unknown`: auth could not be asked.
 */
export async function approvalNow(
  deps: Pick<CampaignDeps, 'campaigns'>,
  asked: { organizationId: string; callAsService: Call },
  stored: StoredOperation,
): Promise<'holds' | 'lapsed' | 'unknown'> {
  if (!mayRaise(stored)) return 'holds';
  const { operation, version } = stored;
  try {
    await requireApprovalHolds(deps, asked, { campaignId: operation.campaignId, version });
    return 'holds';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'APPROVAL_LAPSED') return 'lapsed';
    if (error.status === 503 || error.status === 429) return 'unknown';
    throw error;
  }
}
