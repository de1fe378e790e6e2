import type { ServiceBroker, ServiceSchema } from 'moleculer';
import type { ActionContract } from '../contracts/action.ts';
import { jobs as payloads, type JobName, type JobPayload } from '../contracts/jobs.ts';
import type { ServiceName } from '../contracts/permissions.ts';
import type { Jobs, Job, WorkOptions } from '../storage/jobs.ts';
import { LostClaim } from '../storage/jobs.ts';
import { inOrganization } from '../storage/scope.ts';
import { callFromBroker, type Call } from './call.ts';
import { nodeOf } from './node.ts';

/** What a job's handler gets: its claim, and `call` in the service's own name for the job's organisation. */
export type JobRequest<N extends JobName> = {
  job: Job<JobPayload<N>>;
  /** Calls as this service, on behalf of `userId` when given. */
  callAs: (userId?: string | null) => Call;
  logger: ServiceBroker['logger'];
};
export type JobHandler<N extends JobName> = (request: JobRequest<N>) => Promise<void>;
export type JobWorker = { name: JobName; options: WorkOptions; handler: JobHandler<JobName> };

/** A job's worker as its payload contract says; the handler runs in the job's organisation. */
export function worker<N extends JobName>(
  name: N,
  handler: JobHandler<N>,
  options: WorkOptions = {},
): JobWorker {
  return { name, options, handler: handler };
}

/** Starts a service's durable work with the node and stops it before the database closes. */
export function jobsMixin(
  service: ServiceName,
  jobs: Jobs,
  workers: readonly JobWorker[],
): Partial<ServiceSchema> {
  return {
    async started(this: { broker: ServiceBroker; logger: ServiceBroker['logger'] }) {
      await jobs.start();
      for (const w of workers) {
        await jobs.work(
          w.name,
          async (job) => run(this.broker, this.logger, service, w, job as Job<JobPayload<JobName>>),
          w.options,
        );
      }
    },
    async stopped() {
      await jobs.stop();
    },
  };
}

async function run(
  broker: ServiceBroker,
  logger: ServiceBroker['logger'],
  service: ServiceName,
  w: JobWorker,
  job: Job<JobPayload<JobName>>,
): Promise<void> {
  const payload = payloads[w.name].parse(job.payload) as JobPayload<JobName>;
  const call = callFromBroker(broker);
  const identity = nodeOf(broker).identity;
  const callAs =
    (userId: string | null = null): Call =>
    (contract: ActionContract, params, options = {}) =>
      call(contract, params, {
        ...options,
        authorization: identity.authorizationFor(service, {
          organizationId: payload.organizationId,
          action: contract.name,
          jobId: job.id,
          onBehalfOf: userId,
        }),
      }) as never;
  try {
    await inOrganization(payload.organizationId, () =>
      w.handler({ job: { ...job, payload }, callAs, logger }),
    );
  } catch (error) {
    if (error instanceof LostClaim) return; // another worker has it: nothing of ours was saved
    logger.warn(
      { job: w.name, jobId: job.id, attempt: job.retryCount, err: error },
      `job ${w.name} will be tried again`,
    );
    throw error;
  }
}
