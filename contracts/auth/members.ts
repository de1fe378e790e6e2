import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { personName } from '../names.ts';
import { Cursor, Email, Id, Instant, Limit, pageOf } from '../values.ts';
import { DeviceToken, Origin, Password, Role, SignIn } from './identity.ts';

export const Member = z
  .strictObject({ userId: Id, email: z.string(), name: z.string(), role: Role, joinedAt: Instant })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const Invitation = z
  .strictObject({
    id: Id,
    email: z.string(),
    role: Role,
    status: z.enum(['pending', 'accepted', 'withdrawn', 'expired']),
    invitedBy: Id,
    /** While its mail waits, the end moves on: an invitation can be accepted for 7 days from when its mail went out. */
    expiresAt: Instant,
    createdAt: Instant,
    /**
     * Whether the mail with the token was handed to the mail server, waits, or does not go out: because the invitation ended first, so many
     * of the organisation's own wait that it would come too late, or there is no mail server. Null where that is not known any more.
     */
    mail: z.enum(['sent', 'waiting', 'not_sent']).nullable(),
    /**
     * Of a mail that was sent, when; of one that waits, before when it does not go out by the organisation's own two a day to an
     * address. Null where no time is known: `mail` says what is.
     */
    mailAt: Instant.nullable(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const memberContracts = {
  members: contract({
    name: 'auth.members',
    summary: 'List members',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(Member).meta({ id: 'MemberPage' }),
    permission: 'members:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/members', tag: 'Members' },
  }),
  changeRole: contract({
    name: 'auth.changeRole',
    summary: "Change a member's role, at once",
    params: z.strictObject({ userId: Id, role: Role }),
    result: Member,
    permission: 'members:manage',
    stepUp: 'roles',
    errors: ['RESOURCE_NOT_FOUND', 'LAST_OWNER', 'PERMISSION_DENIED'],
    http: { method: 'PATCH', path: '/api/members/{userId}', tag: 'Members' },
  }),
  removeMember: contract({
    name: 'auth.removeMember',
    summary: 'Remove a member, at once',
    params: z.strictObject({ userId: Id }),
    result: Done,
    permission: 'members:manage',
    stepUp: 'roles',
    errors: ['RESOURCE_NOT_FOUND', 'LAST_OWNER', 'PERMISSION_DENIED'],
    http: { method: 'DELETE', path: '/api/members/{userId}', tag: 'Members', status: 204 },
  }),
  invite: contract({
    name: 'auth.invite',
    summary: 'Invite a person by e-mail',
    params: z.strictObject({ email: Email, role: Role }),
    result: Invitation,
    permission: 'members:manage',
    stepUp: 'roles',
    errors: ['MEMBER_EXISTS', 'PERMISSION_DENIED', 'RATE_LIMIT_EXCEEDED'],
    http: { method: 'POST', path: '/api/invitations', tag: 'Members', status: 201 },
  }),
  invitations: contract({
    name: 'auth.invitations',
    summary: 'List invitations',
    params: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(Invitation).meta({ id: 'InvitationPage' }),
    permission: 'members:manage',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/invitations', tag: 'Members' },
  }),
  withdrawInvitation: contract({
    name: 'auth.withdrawInvitation',
    summary: 'Withdraw an invitation',
    params: z.strictObject({ id: Id }),
    result: Done,
    permission: 'members:manage',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND'],
    http: { method: 'DELETE', path: '/api/invitations/{id}', tag: 'Members', status: 204 },
  }),
  acceptInvitation: contract({
    name: 'auth.acceptInvitation',
    summary: 'Join an organisation with the token of the invitation mail',
    params: z.strictObject({
      token: z.string().min(1).max(200),
      name: personName.optional(),
      password: Password,
      deviceToken: DeviceToken.optional(),
      origin: Origin.optional(),
    }),
    result: SignIn,
    permission: 'public',
    stepUp: 'none',
    errors: ['INVITATION_INVALID', 'PASSWORD_WEAK', 'CREDENTIALS_INVALID', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: { method: 'POST', path: '/api/invitations/accept', tag: 'Members', connection: 'origin' },
  }),
} as const;
