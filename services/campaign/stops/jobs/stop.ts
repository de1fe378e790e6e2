import { v7 as uuidv7 } from 'uuid';
import { jobs } from '../../../../contracts/jobs.ts';
import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { CampaignDeps } from '../../deps.ts';
import { startPause } from '../../publishing/domain/start-operation.ts';
import type { StopRow } from '../store/stop-rows.ts';

/**
 * Carries a stop out: first the halt in the ledger, so that nothing begins to serve any more, then the pause of everything in
 * the scope. The pauses begin also while platforms cannot be asked: they take the place of what runs. A thawed stop has its
 * halt lifted, and nothing is resumed: what it has not begun to pause by then is paused all the same.
 */
export function stopJob(deps: CampaignDeps) {
  const { stops, clock } = deps;
  return worker(jobs.stop, async function carryOut({ job, callAs }) {
    const { organizationId, stopId } = job.payload;
    const stop = await stops.find(organizationId, stopId);
    if (!stop || stop.liftedAt !== null) return stops.endJob(job, 'nothing', clock());
    const call = callAs(stop.stoppedBy);
    const { scope, scopeId } = stop;
    if (stop.thawedBy !== null) {
      if (stop.coveredAt === null) await pauseUncovered(deps, organizationId, stop);
      await call(submissionContracts.liftHalt, { stopId });
      return stops.endJob(job, 'lifted', clock());
    }
    const halted = await call(submissionContracts.halt, { stopId, scope, scopeId }).catch(
      (error: unknown) => ({ error }),
    );
    await pauseUncovered(deps, organizationId, stop);
    if ('error' in halted) throw halted.error;
    await stops.endJob(job, 'covered', clock());
  });
}

async function pauseUncovered(deps: CampaignDeps, organizationId: string, stop: StopRow): Promise<void> {
  for (const campaignId of await deps.stops.uncovered(organizationId, stop))
    await pauseOne(deps, organizationId, stop, campaignId);
}

/** A campaign of which nothing is on a platform has nothing to pause. */
async function pauseOne(
  { operations, clock }: CampaignDeps,
  organizationId: string,
  stop: StopRow,
  campaignId: string,
): Promise<void> {
  const event = {
    actor: { kind: 'service', id: 'campaign' } as const,
    action: 'campaign.pause_requested',
    userId: stop.stoppedBy,
  };
  const request = { organizationId, campaignId, action: 'campaign.pause', key: null, event };
  const origin = { id: uuidv7(), requestedBy: stop.stoppedBy, at: clock() };
  const within = stop.scope === 'ad_account' ? stop.scopeId : null;
  try {
    await operations.startStop(
      request,
      (campaign, running) => startPause(campaign, running, origin, within),
      stop.id,
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CAMPAIGN_STATE_CONFLICT') throw error;
  }
}
