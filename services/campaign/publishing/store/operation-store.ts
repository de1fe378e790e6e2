import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database } from '../../../../storage/database.ts';
import { findAnswer } from '../../../../storage/idempotency.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { shapes } from '../../shapes.ts';
import type { StoredCampaign } from '../../content/domain/versions.ts';
import type { Left } from '../domain/leave.ts';
import type { StoredOperation } from '../domain/operation.ts';
import type { StartedOperation } from '../domain/start-operation.ts';
import { enqueueAttemptsIn, lookNow } from './enqueue.ts';
import { findOperation, isWanted, updateOperation } from './operation-rows.ts';
import { endHurry, isHurried, wishHurry } from './hurry.ts';
import { cancelOperation, recordOnCampaign } from './cancel-operation.ts';
import type { ChangeEvent } from '../../content/store/campaign-writes.ts';
import { leaveCampaign } from './leave-campaign.ts';
import { joinStop, startStop } from './start-stop.ts';
import { keyedRequest, startOperation, type StartRequest } from './start-operation.ts';

export type OperationStore = ReturnType<typeof operationStore>;

/** Long work on campaigns. What its attempts lead to is saved by attempt-store.ts. */
export function operationStore(database: Database, jobs: Jobs) {
  const enqueueAttempt = enqueueAttemptsIn(jobs);
  return {
    /** One operation as clients see it. @throws AppError OPERATION_NOT_FOUND */
    async get(organizationId: string, id: string): Promise<Operation> {
      const stored = await findOperation(database.query, organizationId, id);
      if (!stored) throw new AppError('OPERATION_NOT_FOUND');
      return stored.operation;
    },

    /** The answer that this key was given before; null when it was not. @throws AppError IDEMPOTENCY_KEY_REUSED */
    findAnswer: (request: StartRequest & { key: string }) =>
      findAnswer(database, { ...keyedRequest(request), key: request.key }, shapes.operationAnswer),

    /** Whether an operation is still to go on: it has not ended, and nobody has cancelled it. */
    isWanted: (organizationId: string, id: string) => isWanted(database.query, organizationId, id),

    find: (organizationId: string, id: string) => findOperation(database.query, organizationId, id),

    /** Starts an operation with its first attempt; `startOperation` says what may go wrong. */
    start: (
      request: StartRequest,
      decide: (campaign: StoredCampaign) => StartedOperation,
    ): Promise<Operation> =>
      database.transaction((tx) => startOperation(tx, request, decide, enqueueAttempt)),

    /**
     * Asks for the end of an operation, of which the present state is answered.
     * @throws AppError OPERATION_NOT_FOUND, OPERATION_ENDED, STOPPED for a pause that a standing stop is about
     */
    cancel: (organizationId: string, id: string, event: ChangeEvent): Promise<Operation> =>
      database.transaction((tx) => cancelOperation(tx, enqueueAttempt, organizationId, id, event)),

    /** Keeps, and records, that somebody wants a running operation tried at once; what waits is looked at again now. */
    wishHurry: (organizationId: string, stored: StoredOperation, event: ChangeEvent): Promise<void> =>
      database.transaction(async (tx) => {
        await wishHurry(tx, organizationId, stored.operation.id);
        await recordOnCampaign(tx, organizationId, stored, event);
        await lookNow(tx, jobs, organizationId, stored);
      }),

    /** Whether somebody wants the operation tried at once, and platforms were not told since a step was handed to them. */
    isHurried: (organizationId: string, id: string) => isHurried(database.query, organizationId, id),
    endHurry: (organizationId: string, id: string) => endHurry(database, organizationId, id),

    /** Starts an operation that stops, whatever runs, perhaps as a part of a stop; `startStop` says what may go wrong. */
    startStop: (
      request: StartRequest,
      decide: (campaign: StoredCampaign, running: StoredOperation | null) => StartedOperation,
      stopId?: string,
    ): Promise<Operation> =>
      database.transaction(async (tx) => {
        const operation = await startStop(tx, request, decide, enqueueAttempt);
        if (stopId !== undefined) await joinStop(tx, request, operation.id, stopId);
        return operation;
      }),

    /** Saves a campaign of which something is left on a platform; `leaveCampaign` says what may go wrong. */
    leave: (
      asked: { organizationId: string; campaignId: string; event: ChangeEvent },
      decide: (campaign: Campaign, running: StoredOperation | null) => Left,
    ): Promise<Campaign> => database.transaction((tx) => leaveCampaign(tx, asked, decide)),

    /** Saves how far an operation is, for people who watch it; nothing depends on it. */
    saveProgress: (organizationId: string, stored: StoredOperation) =>
      updateOperation(database, organizationId, stored),
  };
}
