import { z } from 'zod';
import { Shape } from '../lib/shape.ts';
import type { ServiceName } from './permissions.ts';
import { Id, Instant, Platform } from './values.ts';
import { READERS } from './auth/notices.ts';

/** How often and how long a kind of work is tried; defaults are in storage/queues.ts. */
export type QueueSettings = {
  /** At most one at a time for a key, over all nodes. */
  serialByKey?: true;
  retryLimit?: number;
  retryDelaySeconds?: number;
  retryDelayMaxSeconds?: number;
  expireSeconds?: number;
  /** After how long without a sign of life a worker counts as dead, and its job goes to another one. */
  heartbeatSeconds?: number;
  /** How long a job that is done stays, for people who look for it. */
  keepDoneSeconds?: number;
};

/**
 * A kind of durable work: its name, which is its queue's too, and what its payload looks like. Payloads hold ids only
 * (docs/decisions.md#23-row-level-security); `organizationId` opens the tenant scope of the job.
 */
export type JobContract<S extends z.ZodType = z.ZodType> = {
  readonly name: `${ServiceName}.${string}`;
  readonly payload: Shape<S>;
  readonly queue: QueueSettings;
};
export type PayloadOf<J> = J extends JobContract<infer S> ? z.output<S> : never;

const Tenant = { organizationId: Id };

/** Work on campaigns goes on within seconds of a node's death. */
const SWIFT = { heartbeatSeconds: 4, retryDelaySeconds: 1 } satisfies QueueSettings;
/** A large file takes long; a worker that has died is known by its silence. */
const HOURS = 4 * 3_600;
/** What stops money is tried until it has: there is no number of attempts after which it is given up. */
const UNTIL_STOPPED = {
  ...SWIFT,
  serialByKey: true,
  retryLimit: 1_000_000,
  retryDelayMaxSeconds: 10,
} satisfies QueueSettings;

export const jobs = {
  mail: job('auth.mail', z.strictObject({ ...Tenant, mailId: Id })),
  /** Tells everybody concerned that a person says to have lost every second factor, each day while that waits. */
  factorLoss: job('auth.factorLoss', z.strictObject({ ...Tenant, userId: Id, lossId: Id })),
  /** Writes a wrong password into the trails of the person's organisations: later, so that the answer takes as long for an unknown address. */
  loginFailed: job('auth.loginFailed', z.strictObject({ ...Tenant, userId: Id })),
  /** What names an erased person goes, in every organisation; the account goes last. */
  erasePerson: job('auth.erasePerson', z.strictObject({ ...Tenant, userId: Id }), {
    retryLimit: 60,
    retryDelaySeconds: 1,
  }),
  /** One step of an operation that is no pause and no removal; one operation of a campaign at a time. */
  publish: job('campaign.publish', z.strictObject({ ...Tenant, operationId: Id }), {
    serialByKey: true,
    retryLimit: 20,
    retryDelayMaxSeconds: 60,
    ...SWIFT,
  }),
  /** The same for pauses and removals: a lane of their own, so that they wait for nothing that they are to stop. */
  haltCampaign: job('campaign.halt', z.strictObject({ ...Tenant, operationId: Id }), UNTIL_STOPPED),
  /** Halts a scope and pauses what is in it; or lifts the halt, once it is thawed. */
  stop: job('campaign.stop', z.strictObject({ ...Tenant, stopId: Id }), UNTIL_STOPPED),
  /** An ad account is an actor: its work is taken one at a time. */
  apply: job(
    'platforms.apply',
    z.strictObject({ ...Tenant, opId: Id, adAccountId: Id, platform: Platform }),
    { serialByKey: true, retryLimit: 20, retryDelayMaxSeconds: 300, ...SWIFT },
  ),
  /** The lane for pauses alone: beside the account's other work, never behind it, and one at a time for a step, not for an account. */
  halt: job(
    'platforms.halt',
    z.strictObject({ ...Tenant, opId: Id, adAccountId: Id, platform: Platform }),
    UNTIL_STOPPED,
  ),
  /**
   * Reads whether what is published on an ad account can serve, and enqueues itself for the next time. Only the job of the present
   * turn (`delivery_readings`) does anything.
   */
  readDelivery: job(
    'platforms.readDelivery',
    z.strictObject({ ...Tenant, adAccountId: Id, turn: z.int().min(1) }),
    {
      serialByKey: true,
      retryLimit: 1_000_000,
      retryDelaySeconds: 1,
      retryDelayMaxSeconds: 60,
      keepDoneSeconds: 600,
    },
  ),
  /** Tells campaign what was read; tried until campaign has it. */
  tellDelivery: job('platforms.tellDelivery', z.strictObject({ ...Tenant, adAccountId: Id }), {
    serialByKey: true,
    retryLimit: 1_000_000,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 60,
    keepDoneSeconds: 600,
  }),
  /**
   * Reads what was measured in an ad account, hands it over to the reports, and enqueues itself for the next time. Only the job of
   * the present turn (`figure_readings`) does anything.
   */
  readFigures: job(
    'platforms.readFigures',
    z.strictObject({ ...Tenant, adAccountId: Id, turn: z.int().min(1) }),
    {
      serialByKey: true,
      retryLimit: 1_000_000,
      retryDelaySeconds: 5,
      retryDelayMaxSeconds: 300,
      expireSeconds: 3_600,
      keepDoneSeconds: 600,
    },
  ),
  /** Tried for about half a day, until the platform has said that it accepts the tokens no more. */
  revokeGrant: job('platforms.revokeGrant', z.strictObject({ ...Tenant, grantId: Id }), {
    serialByKey: true,
    retryLimit: 60,
    retryDelaySeconds: 1,
  }),
  /** Has auth tell the owners of what one consent connected; tried for about two days, until auth has taken it. */
  tellConnected: job(
    'platforms.tellConnected',
    z.strictObject({
      ...Tenant,
      grantId: Id,
      platform: Platform,
      adAccountIds: z.array(Id).min(1),
      connectedBy: Id,
      connectedAt: Instant,
    }),
    { retryLimit: 200, retryDelaySeconds: 1 },
  ),
  /**
   * Tried for about a quarter of an hour, until what it needs is back. An organisation's imports are written one after
   * another; one whose node has died goes on elsewhere within seconds.
   */
  import: job('analytics.import', z.strictObject({ ...Tenant, importId: Id }), {
    ...SWIFT,
    serialByKey: true,
    expireSeconds: HOURS,
    retryLimit: 20,
    retryDelayMaxSeconds: 60,
  }),
  /** Takes an import back; beside the organisation's imports, never during one: one long writing at a time. */
  undoImport: job('analytics.undoImport', z.strictObject({ ...Tenant, importId: Id }), {
    ...SWIFT,
    serialByKey: true,
    expireSeconds: HOURS,
    retryLimit: 20,
    retryDelayMaxSeconds: 60,
  }),
  /** Deletes figures by their scope. */
  deleteFigures: job('analytics.deleteFigures', z.strictObject({ ...Tenant, importId: Id }), {
    ...SWIFT,
    serialByKey: true,
    expireSeconds: HOURS,
    retryLimit: 20,
    retryDelayMaxSeconds: 60,
  }),
  /** Saves the facts of an organisation that were accepted while somebody else wrote them; tried until they are saved. */
  settleFacts: job('analytics.settleFacts', z.strictObject({ ...Tenant }), {
    ...SWIFT,
    serialByKey: true,
    retryLimit: 1_000_000,
    retryDelayMaxSeconds: 10,
  }),
  /** Mails one turn of a scheduled report and asks for the next; tried until auth has taken it. A turn that is over does nothing. */
  sendReport: job(
    'analytics.sendReport',
    z.strictObject({ ...Tenant, scheduleId: Id, turn: z.int().min(1) }),
    {
      retryLimit: 1_000_000,
      retryDelaySeconds: 1,
      retryDelayMaxSeconds: 300,
      keepDoneSeconds: 600,
    },
  ),
  /**
   * Asks the rules of alerts about an organisation, and enqueues itself for the next time. Only the job of the present turn
   * (`alert_checks`) does anything.
   */
  checkAlerts: job('analytics.checkAlerts', z.strictObject({ ...Tenant, turn: z.int().min(1) }), {
    ...SWIFT,
    serialByKey: true,
    retryLimit: 1_000_000,
    retryDelayMaxSeconds: 60,
    keepDoneSeconds: 600,
  }),
  /** Has auth mail what one check of alerts opened; tried for about two days, until auth has taken it. */
  tellAlerts: job(
    'analytics.tellAlerts',
    z.strictObject({ ...Tenant, noticeId: Id, alertIds: z.array(Id).min(1), openedAt: Instant }),
    { retryLimit: 200, retryDelaySeconds: 1 },
  ),
  /** Posts what one check of alerts opened, or a test where there are none, to one webhook; tried for about two days. */
  postAlerts: job(
    'analytics.postAlerts',
    z.strictObject({ ...Tenant, webhookId: Id, alertIds: z.array(Id), openedAt: Instant }),
    { retryLimit: 200, retryDelaySeconds: 1 },
  ),
  /** Has auth tell the owners that a SQL login or a webhook was made; tried for about two days, until auth has taken it. */
  tellReader: job(
    'analytics.tellReader',
    z.strictObject({
      ...Tenant,
      noticeId: Id,
      what: z.enum(READERS),
      readerId: Id,
      madeBy: Id,
      madeAt: Instant,
    }),
    { retryLimit: 200, retryDelaySeconds: 1 },
  ),
  authAudit: auditJob('auth'),
  campaignAudit: auditJob('campaign'),
  aiAudit: auditJob('ai'),
  analyticsAudit: auditJob('analytics'),
  platformsAudit: auditJob('platforms'),
} as const;

/** The services that have a database, and so an audit table. */
export const RECORDING_SERVICES = ['auth', 'campaign', 'ai', 'analytics', 'platforms'] as const;
export type RecordingService = (typeof RECORDING_SERVICES)[number];

/** The job that takes an audit row of this service to auth's chain. */
export const auditJobOf = (service: RecordingService) => jobs[`${service}Audit`];

/** The kinds of durable work that a service takes. */
export function jobsOf(service: ServiceName): JobContract[] {
  return Object.values<JobContract>(jobs).filter(({ name }) => name.startsWith(`${service}.`));
}

function job<S extends z.ZodType>(
  name: JobContract['name'],
  schema: S,
  queue: QueueSettings = {},
): JobContract<S> {
  return { name, payload: new Shape({ name: `payload of ${name}`, number: 1, schema }), queue };
}

/** One audit row, on its way to auth's chain. PostgreSQL adds the job with the row; it is tried until auth has it. */
function auditJob<S extends RecordingService>(service: S) {
  return job(`${service}.audit`, z.strictObject({ ...Tenant, eventId: Id }), {
    retryLimit: 1_000_000,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 10,
    expireSeconds: 60,
    keepDoneSeconds: 600,
  });
}
