import { z } from 'zod';
import { Done, Nothing, contract } from '../action.ts';
import { plainName } from '../names.ts';
import { Id, Instant } from '../values.ts';
import { PasskeyAssertion } from './webauthn.ts';
import { DeviceToken, Origin, Password, Session } from './identity.ts';

/** A second factor as it is listed; nothing of its secret. */
export const Factor = z
  .strictObject({
    id: Id,
    kind: z.enum(['totp', 'passkey']),
    name: z.string(),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'Factor' });
export type Factor = z.infer<typeof Factor>;

/** Six digits of an authenticator app. */
export const TotpCode = z.string().regex(/^\d{6}$/, 'six digits');
/** Capital letters and digits in groups; case, spaces and hyphens make no difference. */
export const RecoveryCode = z.string().min(1).max(40);

/** Proof of a second factor, given just now. */
export const FactorProof = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('totp'), code: TotpCode }),
    z.strictObject({ method: z.literal('recovery_code'), code: RecoveryCode }),
    z.strictObject({ method: z.literal('passkey'), credential: PasskeyAssertion }),
  ])
  .meta({ id: 'FactorProof' });
export type FactorProof = z.infer<typeof FactorProof>;

/** A factor that was added. */
export const FactorActivation = z
  .strictObject({
    factor: Factor,
    /** Shown here and never again; null when the person has codes already. */
    recoveryCodes: z.array(z.string()).nullable(),
  })
  .meta({ id: 'FactorActivation' });

export const factorContracts = {
  factors: contract({
    name: 'auth.factors',
    summary: 'The second factors of the person who asks',
    params: Nothing,
    result: z
      .strictObject({ factors: z.array(Factor), recoveryCodesLeft: z.int() })
      .meta({ id: 'FactorList' }),
    permission: 'signed-in',
    stepUp: 'none',
    idempotent: true,
    http: { method: 'GET', path: '/api/auth/mfa', tag: 'Second factors' },
  }),
  enrollFactor: contract({
    name: 'auth.enrollFactor',
    summary: 'Begin to add a second factor; its secret is shown here and never again',
    params: z.strictObject({
      kind: z.literal('totp'),
      name: plainName.default('Authenticator app'),
      password: Password,
      origin: Origin.optional(),
    }),
    result: z
      .strictObject({
        factorId: Id,
        /** For a QR code: the secret and how codes are made of it. */
        otpauthUri: z.string(),
        expiresIn: z.int(),
      })
      .meta({ id: 'FactorEnrolment' }),
    permission: 'signed-in',
    stepUp: 'factors',
    errors: ['CREDENTIALS_INVALID', 'RATE_LIMIT_EXCEEDED'],
    http: {
      method: 'POST',
      path: '/api/auth/mfa/enroll',
      tag: 'Second factors',
      connection: 'origin',
    },
  }),
  activateFactor: contract({
    name: 'auth.activateFactor',
    summary: 'Finish to add a second factor with a code of it; the first one brings recovery codes',
    params: z.strictObject({ factorId: Id, code: TotpCode, origin: Origin.optional() }),
    result: FactorActivation,
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND', 'FACTOR_INVALID', 'FACTOR_LOCKED'],
    http: {
      method: 'POST',
      path: '/api/auth/mfa/activate',
      tag: 'Second factors',
      connection: 'origin',
    },
  }),
  removeFactor: contract({
    name: 'auth.removeFactor',
    summary: 'Take a second factor away; every other session of the person ends',
    params: z.strictObject({ factorId: Id }),
    result: Done,
    permission: 'signed-in',
    stepUp: 'factors',
    errors: ['RESOURCE_NOT_FOUND'],
    http: { method: 'DELETE', path: '/api/auth/mfa/{factorId}', tag: 'Second factors', status: 204 },
  }),
  makeRecoveryCodes: contract({
    name: 'auth.makeRecoveryCodes',
    summary: 'Make new recovery codes, shown here and never again; older ones no longer count',
    params: Nothing,
    result: z.strictObject({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' }),
    permission: 'signed-in',
    stepUp: 'factors',
    http: { method: 'POST', path: '/api/auth/mfa/recovery-codes', tag: 'Second factors' },
  }),
  answerChallenge: contract({
    name: 'auth.answerChallenge',
    summary: 'Finish to sign in with a second factor',
    params: z.strictObject({
      mfaToken: z.string().min(1).max(200),
      proof: FactorProof,
      deviceToken: DeviceToken.optional(),
      origin: Origin.optional(),
    }),
    result: Session,
    permission: 'public',
    stepUp: 'none',
    errors: [
      'MFA_CHALLENGE_INVALID',
      'INVITATION_INVALID',
      'CREDENTIALS_INVALID',
      'FACTOR_INVALID',
      'FACTOR_LOCKED',
      'PERMISSION_DENIED',
      'RATE_LIMIT_EXCEEDED',
    ],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/mfa/challenge',
      tag: 'Second factors',
      connection: 'origin',
    },
  }),
} as const;
