import { z } from 'zod';
import { contract } from '../action.ts';
import { STEP_UP_PURPOSES } from '../step-up.ts';
import { FactorProof } from './factors.ts';
import { Origin } from './identity.ts';

export const Purpose = z.enum(STEP_UP_PURPOSES).meta({ id: 'StepUpPurpose' });
/** SHA-256 of what is confirmed, as the answer STEP_UP_REQUIRED gives it. */
export const ConfirmedHash = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

export const stepUpContracts = {
  stepUp: contract({
    name: 'auth.stepUp',
    summary: 'Confirm one thing with a second factor: the token goes into the header Step-Up-Token',
    params: z.strictObject({
      purpose: Purpose,
      hash: ConfirmedHash,
      proof: FactorProof,
      origin: Origin.optional(),
    }),
    result: z.strictObject({ stepUpToken: z.string(), expiresIn: z.int() }).meta({ id: 'StepUp' }),
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['FACTOR_INVALID', 'FACTOR_LOCKED', 'FACTOR_REQUIRED'],
    http: { method: 'POST', path: '/api/auth/step-up', tag: 'Second factors', connection: 'origin' },
  }),
  /** A service asks in the caller's name, so that a token is good for the session that it was given to. */
  confirmStepUp: contract({
    name: 'auth.confirmStepUp',
    summary: 'Uses a step-up up, or says that one is needed',
    params: z.strictObject({
      purpose: Purpose,
      hash: ConfirmedHash,
      token: z.string().max(4_000).optional(),
    }),
    result: z.strictObject({ confirmed: z.enum(['by_step_up', 'not_needed']) }),
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['STEP_UP_REQUIRED', 'STEP_UP_INVALID', 'FACTOR_REQUIRED'],
  }),
} as const;
