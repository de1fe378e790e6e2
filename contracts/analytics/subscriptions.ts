import { z } from 'zod';
import { Nothing, contract } from '../action.ts';

/** Whether the person who asks is mailed the warnings of their organisation. */
export const AlertSubscription = z.strictObject({ mail: z.boolean() }).meta({ id: 'AlertSubscription' });

export const subscriptionContracts = {
  alertSubscription: contract({
    name: 'analytics.alertSubscription',
    summary: 'Whether you are mailed when alerts are opened',
    params: Nothing,
    result: AlertSubscription,
    permission: 'reports:read',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/alert-subscription', tag: 'Analytics' },
  }),
  subscribeToAlerts: contract({
    name: 'analytics.subscribeToAlerts',
    summary: 'Be mailed, or be mailed no more, when warnings are opened in your organisation',
    params: AlertSubscription,
    result: AlertSubscription,
    permission: 'reports:read',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'PUT', path: '/api/analytics/alert-subscription', tag: 'Analytics' },
  }),
} as const;
