import { z } from 'zod';
import { Done, Nothing, contract } from '../action.ts';
import { Id, Instant } from '../values.ts';
import { Origin } from './identity.ts';

/** A report that a person has lost every second factor. */
export const FactorLoss = z
  .strictObject({
    /** `done`: the factors are gone, and the password signs in. */
    state: z.enum(['waiting', 'done']),
    /** From when on it can be done, unless somebody stops it. */
    dueAt: Instant,
    /** An only owner needs the word of somebody else who administers the organisation. */
    needsConfirmation: z.boolean(),
  })
  .meta({ id: 'FactorLoss' });
export type FactorLoss = z.infer<typeof FactorLoss>;

export const factorLossContracts = {
  reportFactorLoss: contract({
    name: 'auth.reportFactorLoss',
    summary: 'Say that every second factor is lost; asked again after 72 hours, it takes them away',
    params: z.strictObject({ mfaToken: z.string().min(1).max(200), origin: Origin.optional() }),
    result: FactorLoss,
    permission: 'public',
    stepUp: 'none',
    errors: ['MFA_CHALLENGE_INVALID', 'FACTOR_LOCKED', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: { method: 'POST', path: '/api/auth/mfa/loss', tag: 'Second factors', connection: 'origin' },
  }),
  cancelFactorLoss: contract({
    name: 'auth.cancelFactorLoss',
    summary: 'Stop what was said to be lost: the person is signed in',
    params: Nothing,
    result: Done,
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND'],
    http: { method: 'DELETE', path: '/api/auth/mfa/loss', tag: 'Second factors', status: 204 },
  }),
  decideFactorLoss: contract({
    name: 'auth.decideFactorLoss',
    summary: 'Stop, or vouch for, what another member says to have lost',
    params: z.strictObject({ userId: Id, decision: z.enum(['cancel', 'confirm']) }),
    result: Done,
    permission: 'members:manage',
    stepUp: 'roles',
    errors: ['RESOURCE_NOT_FOUND', 'PERMISSION_DENIED'],
    http: { method: 'POST', path: '/api/members/{userId}/factor-loss', tag: 'Members', status: 204 },
  }),
} as const;
