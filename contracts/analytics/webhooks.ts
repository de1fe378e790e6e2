import { z } from 'zod';
import { contract, Done, Nothing } from '../action.ts';
import { plainName } from '../names.ts';
import { ById, Id, Instant } from '../values.ts';

export const WEBHOOK_KINDS = ['slack', 'teams'] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** Where alerts are posted. The address itself is a secret and is never shown again. */
export const AlertWebhook = z
  .strictObject({
    id: Id,
    kind: z.enum(WEBHOOK_KINDS),
    name: z.string(),
    host: z.string(),
    /** `failing`: the last message was not taken, and is tried again for about two days. */
    state: z.enum(['untried', 'working', 'failing']),
    /** When a message was last taken. */
    sentAt: Instant.nullable(),
    failedSince: Instant.nullable(),
    /** What went wrong last, while it is failing. */
    lastError: z.string().nullable(),
    createdBy: Id,
    createdAt: Instant,
  })
  .meta({ id: 'AlertWebhook' });
export type AlertWebhook = z.infer<typeof AlertWebhook>;

const TAG = 'Analytics';
const PATH = '/api/analytics/alert-webhooks';

export const webhookContracts = {
  alertWebhooks: contract({
    name: 'analytics.alertWebhooks',
    summary: 'Where alerts are posted, and whether that works',
    params: Nothing,
    result: z.strictObject({ data: z.array(AlertWebhook) }).meta({ id: 'AlertWebhooks' }),
    permission: 'reports:read',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'GET', path: PATH, tag: TAG },
  }),
  addAlertWebhook: contract({
    name: 'analytics.addAlertWebhook',
    summary: 'Have alerts posted to a channel in Slack or Teams, by its incoming webhook',
    params: z.strictObject({
      kind: z.enum(WEBHOOK_KINDS),
      name: plainName,
      url: z.string().min(1).max(2_000),
    }),
    result: AlertWebhook,
    permission: 'organization:manage',
    stepUp: 'api_keys',
    errors: ['ALERT_WEBHOOKS_FULL', 'ALERT_WEBHOOKS_OFF'],
    http: { method: 'POST', path: PATH, tag: TAG, status: 201 },
  }),
  testAlertWebhook: contract({
    name: 'analytics.testAlertWebhook',
    summary: 'Post a message that says that it is a test; whether it was taken is shown in the list',
    params: ById,
    result: Done,
    permission: 'organization:manage',
    stepUp: 'none',
    errors: ['ALERT_WEBHOOK_NOT_FOUND'],
    http: { method: 'POST', path: `${PATH}/{id}/test`, tag: TAG },
  }),
  removeAlertWebhook: contract({
    name: 'analytics.removeAlertWebhook',
    summary: 'Post alerts there no more, also those that wait; the address is forgotten',
    params: ById,
    result: Done,
    permission: 'organization:manage',
    stepUp: 'none',
    errors: ['ALERT_WEBHOOK_NOT_FOUND'],
    idempotent: true,
    http: { method: 'DELETE', path: `${PATH}/{id}`, tag: TAG, status: 204 },
  }),
} as const;
