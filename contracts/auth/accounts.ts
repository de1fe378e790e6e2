import { z } from 'zod';
import { Nothing, contract } from '../action.ts';
import { organizationName, personName } from '../names.ts';
import { Email, Id } from '../values.ts';
import { Accepted, ApprovalPolicy, Organization, Origin, Password, Tokens, User } from './identity.ts';

/** A new account whose person is signed in at once. */
export const Registration = z
  .strictObject({ user: User, organization: Organization, tokens: Tokens })
  .meta({ id: 'Registration' });
export type Registration = z.infer<typeof Registration>;

const OrganizationSettings = z
  .strictObject({ id: Id, name: z.string(), approvalPolicy: ApprovalPolicy })
  .meta({ id: 'OrganizationSettings' });

export const accountContracts = {
  register: contract({
    name: 'auth.register',
    summary: 'Create an account and its organisation',
    params: z.strictObject({
      email: Email,
      password: Password,
      name: personName,
      organizationName,
      origin: Origin.optional(),
    }),
    /** Accepted where the address has to be proved first: the same answer whether it has an account or not. */
    result: z.union([Registration, Accepted]),
    permission: 'public',
    stepUp: 'none',
    errors: ['EMAIL_TAKEN', 'PASSWORD_WEAK', 'RATE_LIMIT_EXCEEDED'],
    limit: 'register',
    http: {
      method: 'POST',
      path: '/api/auth/register',
      tag: 'Authentication',
      status: 201,
      acceptedBy: 'accepted',
      connection: 'origin',
    },
  }),
  me: contract({
    name: 'auth.me',
    summary: 'Who is signed in',
    params: Nothing,
    result: z
      .strictObject({ user: User, organization: Organization, organizations: z.array(Organization) })
      .meta({ id: 'Me' }),
    permission: 'signed-in',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'GET', path: '/api/auth/me', tag: 'Authentication' },
  }),
  organization: contract({
    name: 'auth.organization',
    summary: "The organisation's settings, for other services",
    params: Nothing,
    result: OrganizationSettings,
    permission: 'organization:read',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND'],
    callers: ['campaign', 'analytics', 'ai'],
    idempotent: true,
  }),
  changeOrganization: contract({
    name: 'auth.changeOrganization',
    summary: 'Change who may approve versions: two people, or one who confirms with a second factor',
    params: z.strictObject({ approvalPolicy: ApprovalPolicy }),
    result: OrganizationSettings,
    permission: 'organization:manage',
    stepUp: 'approval_policy',
    errors: ['RESOURCE_NOT_FOUND'],
    http: { method: 'PATCH', path: '/api/organization', tag: 'Members' },
  }),
} as const;
