import { z } from 'zod';
import { Done, Nothing, contract } from '../action.ts';
import type { RecordingService } from '../jobs.ts';
import { Cursor, Id, Instant, Limit, pageOf } from '../values.ts';
import { Origin } from './identity.ts';
import { Jwk } from './sessions.ts';

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

const NamedParty = Party.extend({ name: z.string().nullable() });
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An event as people read it. */
export const AuditEvent = z
  .strictObject({
    /** Its number in the organisation's chain, without gaps. */
    seq: z.int(),
    service: z.string(),
    eventId: Id,
    at: Instant,
    /** When it became part of the chain; until then it was a row of its service. */
    chainedAt: Instant,
    /** With the person's or the key's name, where there is one. */
    actor: NamedParty,
    action: z.string(),
    subject: NamedParty,
    /** Where the request came from, when a client made it; for a person at another service than auth, where their session began. */
    origin: Origin.nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

/** An event exactly as its hash has it, with the hash of the entry before it. */
export const ChainedEvent = z
  .strictObject({
    organizationId: Id,
    seq: z.int(),
    service: z.string(),
    eventId: Id,
    at: Instant,
    chainedAt: Instant,
    actor: Party,
    action: z.string(),
    subject: Party,
    detail: z.record(z.string(), z.unknown()),
    previousHash: Hash,
    hash: Hash,
  })
  .meta({ id: 'ChainedEvent' });

/**
 * Where an organisation's chain ended when auth last signed, and what proves it: the signed statement, the way from
 * this head to the statement's root, and the public keys of all statements.
 */
export const AuditHead = z
  .strictObject({
    organizationId: Id,
    seq: z.int(),
    hash: Hash,
    signedAt: Instant,
    /** ES256 (RFC 7515), over one root of all organisations' heads. */
    statement: z.string(),
    path: z.strictObject({ index: z.int(), count: z.int(), siblings: z.array(Hash) }),
    keys: z.array(Jwk),
  })
  .meta({ id: 'AuditHead' });
export type AuditHead = z.infer<typeof AuditHead>;

/** What the check of an organisation's chain came to, and what it does not speak of. */
export const AuditVerification = z
  .strictObject({
    intact: z.boolean(),
    /** The first fault, at which entry. */
    fault: z.strictObject({ kind: z.string(), seq: z.int(), meaning: z.string() }).nullable(),
    /** How many entries were checked and are right: those from 1 to `verifiedUpTo`. */
    events: z.int(),
    verifiedUpTo: z.int(),
    /** The last entry that a signed statement speaks of; null before the first one. */
    signedUpTo: z.int().nullable(),
    headSignedAt: Instant.nullable(),
    /** Who has the database could still drop what was added since the last statement, at most for about so long. */
    windowSeconds: z.int(),
    pending: z.strictObject({
      /** In the chain, and not signed yet. */
      unsigned: z.int(),
      /** Recorded by a service, and not in the chain yet; null where the service did not answer. */
      unchained: z.record(z.string(), z.int().nullable()),
    }),
  })
  .meta({ id: 'AuditVerification' });

/** Somebody was kept from something, so many times. */
export const Refusal = z.strictObject({
  actor: z.strictObject({ kind: z.enum(['user', 'service']), id: z.string().max(200) }),
  /** The error code of the answer. */
  code: z.string().max(60),
  /** The action that was asked for. */
  operation: z.string().max(100),
  count: z.int().min(1),
  origin: Origin,
});
export type Refusal = z.infer<typeof Refusal>;

const Moment = z.iso.datetime();

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
  /** The gateway tells what it refused to whom; each counts for the organisation of its token. */
  recordRefusals: contract({
    name: 'auth.recordRefusals',
    summary: 'Record whom the gateway refused what',
    params: z.strictObject({ refusals: z.array(Refusal).min(1).max(2_000) }),
    result: Done,
    permission: 'service',
    stepUp: 'none',
    callers: ['gateway'],
  }),
  auditEvents: contract({
    name: 'auth.auditEvents',
    summary: 'What was done in the organisation, and what was refused, newest first',
    params: z.strictObject({
      limit: Limit,
      cursor: Cursor.optional(),
      action: z.string().min(1).max(100).optional(),
      actorId: z.string().min(1).max(200).optional(),
      subjectId: Id.optional(),
      /** When it happened: from this moment on, and before that one. */
      from: Moment.optional(),
      to: Moment.optional(),
    }),
    result: pageOf(AuditEvent).meta({ id: 'AuditEventPage' }),
    permission: 'audit:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/audit-events', tag: 'Audit trail' },
  }),
  exportAuditEvents: contract({
    name: 'auth.exportAuditEvents',
    summary: 'The whole chain with the signed head, enough to check it without us: npm run audit:verify',
    params: z.strictObject({ after: z.int().min(0).default(0) }),
    /** A part of the chain; the gateway asks until `next` is null and writes one line for each entry. */
    result: z.strictObject({
      entries: z.array(ChainedEvent),
      next: z.int().nullable(),
      head: AuditHead.nullable(),
    }),
    permission: 'audit:read',
    stepUp: 'export',
    http: {
      method: 'GET',
      path: '/api/audit-events/export',
      tag: 'Audit trail',
      internal: ['after'],
      media: { response: ['application/x-ndjson'] },
    },
  }),
  auditHead: contract({
    name: 'auth.auditHead',
    summary:
      'Where the chain ended when it was last signed: keep it, and later exports can be compared with it',
    params: Nothing,
    result: z
      .strictObject({ head: AuditHead.nullable(), windowSeconds: z.int() })
      .meta({ id: 'AuditHeadAnswer' }),
    permission: 'audit:read',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'GET', path: '/api/audit-events/head', tag: 'Audit trail' },
  }),
  verifyAuditTrail: contract({
    name: 'auth.verifyAuditTrail',
    summary: 'Check the chain from its first entry against the signed head',
    params: Nothing,
    result: AuditVerification,
    permission: 'audit:read',
    stepUp: 'none',
    timeoutMs: 30_000,
    idempotent: true,
    http: { method: 'GET', path: '/api/audit-events/verify', tag: 'Audit trail' },
  }),
} as const;

/** How many audit rows of the caller's organisation a service has not taken to the chain yet: one contract a service. */
export const auditBacklogContract = <S extends RecordingService>(service: S) =>
  contract({
    name: `${service}.auditBacklog`,
    summary: 'How many audit rows of the organisation are not in the chain yet',
    params: Nothing,
    result: z.strictObject({ waiting: z.int() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['auth'],
    idempotent: true,
  });
