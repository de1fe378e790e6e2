import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Tx } from '../../../../storage/database.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import { lockCampaign } from '../../content/store/campaign-reads.ts';
import { updateCampaign, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import type { Left } from '../domain/leave.ts';
import type { StoredOperation } from '../domain/operation.ts';
import { findRunning } from './operation-rows.ts';
import { endSuperseded } from './start-stop.ts';

/**
 * Saves a campaign of which something is left on a platform, and the end of the stop that was at work on it.
 * @throws AppError CAMPAIGN_NOT_FOUND, CAMPAIGN_STATE_CONFLICT
 */
export async function leaveCampaign(
  tx: Tx,
  { organizationId, campaignId, event }: { organizationId: string; campaignId: string; event: ChangeEvent },
  decide: (campaign: Campaign, running: StoredOperation | null) => Left,
): Promise<Campaign> {
  const before = await lockCampaign(tx.query, organizationId, campaignId);
  const { campaign: after, ended } = decide(
    before.campaign,
    await findRunning(tx.query, organizationId, campaignId),
  );
  if (ended) await endSuperseded(tx, organizationId, ended);
  if (!(await updateCampaign(tx, organizationId, { before, after, event })))
    throw conflict('Somebody else changed the campaign at the same moment.');
  return after;
}
