import { z } from 'zod';
import { ROLES } from '../permissions.ts';
import { Id, Instant } from '../values.ts';
import { PasskeyRequest } from './webauthn.ts';

export const Role = z.enum(ROLES).meta({ id: 'Role' });

/** Any 15 or more characters up to 200, counted after NFKC; nothing is cut off or trimmed. */
export const Password = z.string().min(1).max(1000);

/** Who may approve a version: somebody else, or, after a step-up, also the person who submitted it. */
export const APPROVAL_POLICIES = ['two_people', 'self_with_step_up'] as const;
export const ApprovalPolicy = z.enum(APPROVAL_POLICIES);
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>;

export const User = z
  .strictObject({ id: Id, email: z.string(), name: z.string(), createdAt: Instant })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const Organization = z
  .strictObject({
    id: Id,
    name: z.string(),
    approvalPolicy: ApprovalPolicy,
    role: Role,
  })
  .meta({ id: 'Organization' });
export type Organization = z.infer<typeof Organization>;

/**
 * Given at each sign-in. Whoever sends it with the next sign-in on this device is not held up by a stranger's guesses, and
 * is not told of a new device; sent with each refresh, it ties the session to the device.
 */
export const DeviceToken = z.string().min(1).max(200);

export const Tokens = z
  .strictObject({
    tokenType: z.literal('Bearer'),
    accessToken: z.string(),
    expiresIn: z.int(),
    refreshToken: z.string(),
    refreshExpiresIn: z.int(),
    deviceToken: DeviceToken.optional(),
  })
  .meta({ id: 'Tokens' });
export type Tokens = z.infer<typeof Tokens>;

export const Session = Tokens.extend({ user: User, organization: Organization }).meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

/** What a person can prove themselves with, beside their password. */
export const FACTOR_METHODS = ['totp', 'passkey', 'recovery_code'] as const;
export const FactorMethod = z.enum(FACTOR_METHODS).meta({ id: 'FactorMethod' });
export type FactorMethod = z.infer<typeof FactorMethod>;

/** The password was right, and a second factor is asked for: `mfaToken` is good for POST /api/auth/mfa/challenge alone. */
export const MfaRequired = z
  .strictObject({
    mfaRequired: z.literal(true),
    mfaToken: z.string(),
    expiresIn: z.int(),
    methods: z.array(FactorMethod),
    /** What the browser asks a passkey, where that is one of the methods. */
    publicKey: PasskeyRequest.optional(),
  })
  .meta({ id: 'MfaRequired' });
export type MfaRequired = z.infer<typeof MfaRequired>;

/** The answer to a right password. */
export const SignIn = z.union([Session, MfaRequired]).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

/** A token that was mailed to an address. */
export const MailedToken = z.string().min(1).max(200);

/** The answer that says nothing about who has an account: what there is to say is mailed. */
export const Accepted = z.strictObject({ accepted: z.literal(true) }).meta({ id: 'Accepted' });

/** Where a request came from, as the gateway saw it; used for limits and the audit trail. */
export const Origin = z.strictObject({ address: z.string().max(100), userAgent: z.string().max(500) });
export type Origin = z.infer<typeof Origin>;
