import { z } from 'zod';
import { Id, Platform } from './values.ts';

/** Durable work: the payload holds ids only (decisions.md 23). `organizationId` opens the tenant scope of the job. */
const Tenant = { organizationId: Id };

export const jobs = {
  'auth.mail': z.strictObject({ ...Tenant, mailId: Id }),
  'campaign.publish': z.strictObject({ ...Tenant, operationId: Id }),
  'platforms.apply': z.strictObject({ ...Tenant, opId: Id, adAccountId: Id, platform: Platform }),
  'analytics.import': z.strictObject({ ...Tenant, importId: Id }),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>;
