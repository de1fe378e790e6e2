import type { ServiceBroker, ServiceSchema } from 'moleculer';
import type { JobContract, PayloadOf, RecordingService } from '../contracts/jobs.ts';
import type { Database } from '../storage/database.ts';
import { LostClaim, type Job, type Jobs, type WorkOptions } from '../storage/jobs.ts';
import { inOrganization } from '../storage/scope.ts';
import { deliverAuditRows } from './audit-delivery.ts';
import { callAsService, type Call } from './call.ts';
import type { Node } from './node.ts';

/** What a job's handler receives: the job, and calls in the service's own name for the job's organisation. */
export type JobRequest<J extends JobContract> = {
  job: Job<PayloadOf<J>>;
  /** Calls as this service, on behalf of `userId` when given. */
  callAs: (userId?: string | null) => Call;
  logger: ServiceBroker['logger'];
};
export type JobHandler<J extends JobContract> = (request: JobRequest<J>) => Promise<void>;

/** A kind of job with its handler. `run` hides the type of the payload, so that workers of all kinds fit one list. */
export type JobWorker = {
  contract: JobContract;
  options: WorkOptions;
  run(
    job: Job<TenantPayload>,
    callFor: (jobId: string, organizationId: string, userId: string | null) => Call,
    logger: ServiceBroker['logger'],
  ): Promise<void>;
};
type TenantPayload = { organizationId: string };

/** Joins a handler with the contract of its jobs. It runs in the tenant scope of the job's organisation. */
export function worker<J extends JobContract>(
  contract: J,
  handler: JobHandler<J>,
  options: WorkOptions = {},
): JobWorker {
  if (handler.name === '') throw new Error(`the handler of ${contract.name} has no name`);
  return {
    contract,
    options,
    run: async (job, callFor, logger) => {
      const { organizationId } = job.payload;
      const callAs = (userId: string | null = null) => callFor(job.id, organizationId, userId);
      await inOrganization(organizationId, () => handler({ job: job as Job<PayloadOf<J>>, callAs, logger }));
    },
  };
}

/**
 * Starts a service's job workers with the service, and the delivery of its audit rows; stops them before the database
 * is closed.
 */
export function jobsMixin(
  node: Node,
  service: RecordingService,
  { database, jobs, reach }: { database: Database; jobs: Jobs; reach: () => Promise<void> },
  workers: readonly JobWorker[],
): Partial<ServiceSchema> {
  return {
    async started(this: { broker: ServiceBroker; logger: ServiceBroker['logger'] }) {
      const { broker, logger } = this;
      const callFor = (jobId: string, organizationId: string, onBehalfOf: string | null) =>
        callAsService(broker, node.identity, service, { organizationId, jobId, onBehalfOf });
      await reach(); // Moleculer starts the last mixin first, and the queue would say less of what is wrong
      await jobs.start((error) => logger.warn({ err: error, service }, 'jobs'));
      for (const jobWorker of workers)
        await jobs.work(
          jobWorker.contract,
          (job) => attempt(jobWorker, job as Job<TenantPayload>, callFor, logger),
          jobWorker.options,
        );
      await deliverAuditRows(service, { database, jobs, callFor, logger });
    },
    async stopped() {
      await jobs.stop();
    },
  };
}

async function attempt(
  jobWorker: JobWorker,
  job: Job<TenantPayload>,
  callFor: Parameters<JobWorker['run']>[1],
  logger: ServiceBroker['logger'],
): Promise<void> {
  try {
    await jobWorker.run(job, callFor, logger);
  } catch (error) {
    if (error instanceof LostClaim) return; // another worker has taken over, and nothing of this attempt was saved
    const { name } = jobWorker.contract;
    logger.warn(
      { job: name, jobId: job.id, attempt: job.retryCount, err: error },
      `job ${name} will be tried again`,
    );
    throw error;
  }
}
