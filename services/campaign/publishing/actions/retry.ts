import { v7 as uuidv7 } from 'uuid';
import { publishingContracts, type Operation } from '../../../../contracts/campaign/publishing.ts';
import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action, type Request } from '../../../../mixins/action.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import type { CampaignDeps } from '../../deps.ts';
import { isStopping, mayRaise, versionOf, type StoredOperation } from '../domain/operation.ts';
import { startPause, startPublish, startRemove, startResume } from '../domain/start-operation.ts';
import { requireApprovalHolds, requireKnownFactor } from '../require-standing.ts';
import { startConfirmed } from '../start-confirmed.ts';

type Retry = Request<typeof publishingContracts.retry>;

/** For people alone, because it may make something serve; a machine asks for a pause again. */
export function retry(deps: CampaignDeps) {
  return action(publishingContracts.retry, async function retry(request) {
    const { params, organizationId } = request;
    const stored = await deps.operations.find(organizationId, params.id);
    if (!stored) throw new AppError('OPERATION_NOT_FOUND');
    const { status } = stored.operation;
    if (status === 'pending' || status === 'running') return tryNow(deps, request, stored);
    if (status !== 'failed' && status !== 'needs_review') throw new AppError('OPERATION_ENDED');
    return isStopping(stored.operation)
      ? stopAgain(deps, request, stored)
      : publishAgain(deps, request, stored);
  });
}

/** What waits is tried at once: a limit may have been raised, or a sign-in renewed. */
async function tryNow(deps: CampaignDeps, request: Retry, stored: StoredOperation): Promise<Operation> {
  const { operations } = deps;
  const { organizationId, userId, actor, callAsService } = request;
  request.waiveConfirmation(); // it changes when, and not what
  if (mayRaise(stored)) {
    // the same person could not begin it now, or nobody could as it was approved
    await requireKnownFactor(deps, request);
    const { campaignId } = stored.operation;
    await requireApprovalHolds(deps, request, { campaignId, version: stored.version });
  }
  const event = { actor, action: 'campaign.retry_requested', userId };
  await operations.wishHurry(organizationId, stored, event); // first: what is handed over from now on sees it
  await callAsService(submissionContracts.hurry, { operationId: stored.operation.id });
  return operations.get(organizationId, stored.operation.id);
}

/** Stopping is safe always, and needs nobody's approval. */
function stopAgain(
  { operations, clock }: CampaignDeps,
  { params, organizationId, userId, actor, waiveConfirmation }: Retry,
  { operation: { campaignId, kind } }: StoredOperation,
): Promise<Operation> {
  waiveConfirmation();
  const event = { actor, action: 'campaign.retry_requested', userId };
  const key = params.idempotencyKey;
  const start = kind === 'remove' ? startRemove : startPause;
  const action = kind === 'remove' ? 'campaign.archive' : 'campaign.pause';
  const asked = { organizationId, campaignId, action, key, event };
  const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
  return operations.startStop(asked, (campaign, running) => start(campaign, running, origin));
}

/** What may make something serve takes what publishing it takes: the approval of that very version and a step-up. */
function publishAgain(
  deps: CampaignDeps,
  request: Retry,
  { operation: { kind, campaignId }, version }: StoredOperation,
): Promise<Operation> {
  const asked = { campaignId, key: request.params.idempotencyKey };
  const [verb, start] =
    kind === 'resume' ? (['resume', startResume] as const) : (['publish', startPublish] as const);
  return startConfirmed(deps, request, asked, verb, (stored, origin) => {
    if (versionOf(kind, stored.campaign) !== version)
      throw conflict(`The campaign has another version by now; ${verb} that one, where it is approved.`);
    return start(stored, origin);
  });
}
