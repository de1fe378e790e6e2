import { z } from 'zod';
import { Done, Nothing, contract } from '../action.ts';
import { Cursor, Id, Instant, Limit, pageOf } from '../values.ts';

/** A session that goes on, as it is listed; nothing of its tokens. */
export const ListedSession = z
  .strictObject({
    id: Id,
    organizationId: Id,
    /** The same for all sessions on one device; null for sessions that began before devices were known. */
    deviceId: Id.nullable(),
    /** Where it began, as the gateway saw it. */
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    startedAt: Instant,
    lastUsedAt: Instant,
    /** Whether it is the one with which the list was asked for. */
    current: z.boolean(),
  })
  .meta({ id: 'ListedSession' });
export type ListedSession = z.infer<typeof ListedSession>;

const SessionPage = pageOf(ListedSession).meta({ id: 'SessionPage' });

export const sessionListContracts = {
  sessions: contract({
    name: 'auth.sessions',
    summary: 'List the sessions of the person who asks, in all their organisations',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: SessionPage,
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/auth/sessions', tag: 'Sessions' },
  }),
  endSession: contract({
    name: 'auth.endSession',
    summary: 'End a session of the person who asks, on every node, and forget its device',
    params: z.strictObject({ id: Id }),
    result: Done,
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND'],
    http: { method: 'DELETE', path: '/api/auth/sessions/{id}', tag: 'Sessions', status: 204 },
  }),
  endOtherSessions: contract({
    name: 'auth.endOtherSessions',
    summary: 'End all other sessions of the person who asks, on every node, and forget their devices',
    params: Nothing,
    result: Done,
    permission: 'signed-in',
    stepUp: 'none',
    http: { method: 'DELETE', path: '/api/auth/sessions', tag: 'Sessions', status: 204 },
  }),
  memberSessions: contract({
    name: 'auth.memberSessions',
    summary: "List a member's sessions in this organisation",
    params: z.strictObject({ userId: Id, limit: Limit, cursor: Cursor.optional() }),
    result: SessionPage,
    permission: 'members:manage',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND', 'CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/members/{userId}/sessions', tag: 'Sessions' },
  }),
  endMemberSession: contract({
    name: 'auth.endMemberSession',
    summary: "End a member's session in this organisation, on every node",
    params: z.strictObject({ userId: Id, id: Id }),
    result: Done,
    permission: 'members:manage',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND', 'PERMISSION_DENIED'],
    http: { method: 'DELETE', path: '/api/members/{userId}/sessions/{id}', tag: 'Sessions', status: 204 },
  }),
  endMemberSessions: contract({
    name: 'auth.endMemberSessions',
    summary: "End all of a member's sessions in this organisation, on every node",
    params: z.strictObject({ userId: Id }),
    result: Done,
    permission: 'members:manage',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND', 'PERMISSION_DENIED'],
    http: { method: 'DELETE', path: '/api/members/{userId}/sessions', tag: 'Sessions', status: 204 },
  }),
} as const;
