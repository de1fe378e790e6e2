import { z } from 'zod';
import { contract } from '../action.ts';
import { ById, Day, Id, Instant } from '../values.ts';

/** Down to which level figures are broken down. */
export const FigureLevel = z.enum(['campaign', 'ad-group', 'ad', 'keyword']);
export type FigureLevel = z.infer<typeof FigureLevel>;

/**
 * What is known of the figures of an ad account. `toldUntil` is the moment at which the platform was asked the last time that all it
 * answered has been handed over to the reports; nothing later is known. `from` is the first day of which figures were read.
 */
export const AccountSync = z
  .strictObject({
    adAccountId: Id,
    state: z.enum(['waiting', 'current', 'stale', 'failing', 'off']),
    toldUntil: Instant.nullable(),
    from: Day.nullable(),
    /** When it is read again; null while nothing reads it. */
    nextAt: Instant.nullable(),
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    /** The imports that have what was read last, one for each level. */
    imports: z.array(z.strictObject({ level: FigureLevel, importId: Id })),
  })
  .meta({
    id: 'AccountSync',
    description:
      'Days are of the calendar in which the platform reports: on Google Ads the time zone of the account, on LinkedIn Ads UTC.',
  });
export type AccountSync = z.infer<typeof AccountSync>;

export const figuresContracts = {
  sync: contract({
    name: 'platforms.sync',
    summary: 'How current the figures of an ad account are',
    params: ById,
    result: AccountSync,
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['AD_ACCOUNT_NOT_FOUND'],
    idempotent: true,
    http: { method: 'GET', path: '/api/ad-accounts/{id}/sync', tag: 'Ad accounts' },
  }),
  syncNow: contract({
    name: 'platforms.syncNow',
    summary: 'Read the figures of an ad account now',
    params: ById,
    result: AccountSync,
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['AD_ACCOUNT_NOT_FOUND'],
    idempotent: true,
    http: { method: 'POST', path: '/api/ad-accounts/{id}/sync', tag: 'Ad accounts', status: 202 },
  }),
} as const;
