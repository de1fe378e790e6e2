import { z } from 'zod';
import { contract } from '../action.ts';
import { Id, Instant } from '../values.ts';

const Party = z.strictObject({ kind: z.string().max(50), id: z.string().max(200) });

/** A row of a service's audit table. */
export const AuditRow = z.strictObject({
  id: Id,
  at: Instant,
  actor: Party,
  action: z.string().max(100),
  subject: Party,
  detail: z.record(z.string(), z.unknown()),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** The most rows of one call. */
export const AUDIT_BATCH = 100;

export const trailContracts = {
  /** The service that calls can add to the chain in its own name and for its token's organisation only. */
  appendAuditRows: contract({
    name: 'auth.appendAuditRows',
    summary:
      'Take audit rows of the calling service into the chain; rows that are there already stay as they are',
    params: z.strictObject({ rows: z.array(AuditRow).min(1).max(AUDIT_BATCH) }),
    /** How many were new. */
    result: z.strictObject({ appended: z.int() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['auth', 'campaign', 'ai', 'analytics', 'platforms'],
    idempotent: true,
  }),
} as const;
