import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { Id, Instant, Platform } from '../values.ts';

/** The most names of one notice. */
export const NAMED_ACCOUNTS = 20;

/** The most alerts of one notice that are named, and the most people who are told. */
export const NAMED_ALERTS = 10;
export const TOLD_PEOPLE = 200;

/** What goes on reading an organisation's figures or alerts where a session ends. */
export const READERS = ['sql_login_made', 'sql_login_renewed', 'alert_webhook_added'] as const;
export type Reader = (typeof READERS)[number];

export const noticeContracts = {
  /** Asked again with the same id it does nothing, so that a job may ask until it has the answer. */
  tellOfReader: contract({
    name: 'auth.tellOfReader',
    summary: "Tell the organisation's owners by mail that a SQL login or a webhook was made",
    params: z.strictObject({
      noticeId: Id,
      what: z.enum(READERS),
      /** Mails clean what they repeat. */
      name: z.string().max(200),
      madeBy: Id,
      madeAt: Instant,
    }),
    result: Done,
    permission: 'service',
    stepUp: 'none',
    callers: ['analytics'],
    idempotent: true,
  }),
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
  /** Asked again with the same id it does nothing, so that a job may ask until it has the answer. */
  tellOfAlerts: contract({
    name: 'auth.tellOfAlerts',
    summary: 'Mail people of the organisation that alerts were opened',
    params: z.strictObject({
      noticeId: Id,
      /** Who wants to be told; of them those who are members still are. */
      userIds: z.array(Id).min(1).max(TOLD_PEOPLE),
      /** How many alerts were opened. */
      count: z.int().min(1),
      /** Some of them; mails clean what they repeat. */
      alerts: z
        .array(z.strictObject({ campaign: z.string().max(500), message: z.string().max(1_000) }))
        .min(1)
        .max(NAMED_ALERTS),
      openedAt: Instant,
    }),
    result: Done,
    permission: 'service',
    stepUp: 'none',
    callers: ['analytics'],
    idempotent: true,
  }),
} as const;
