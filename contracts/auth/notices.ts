import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { Id, Instant, Platform } from '../values.ts';

/** The most names of one notice. */
export const NAMED_ACCOUNTS = 20;

export const noticeContracts = {
  /** Asked again with the same id it does nothing, so that a job may ask until it has the answer. */
  tellOfAdAccounts: contract({
    name: 'auth.tellOfAdAccounts',
    summary: "Tell the organisation's owners by mail that ad accounts were connected",
    params: z.strictObject({
      noticeId: Id,
      platform: Platform,
      /** Some of the accounts; mails clean what they repeat. */
      names: z.array(z.string().max(200)).min(1).max(NAMED_ACCOUNTS),
      /** How many accounts were connected. */
      count: z.int().min(1),
      connectedBy: Id,
      connectedAt: Instant,
    }),
    result: Done,
    permission: 'service',
    stepUp: 'none',
    callers: ['platforms'],
    idempotent: true,
  }),
} as const;
