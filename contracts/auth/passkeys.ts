import { z } from 'zod';
import { Nothing, contract } from '../action.ts';
import { plainName } from '../names.ts';
import { Id } from '../values.ts';
import { FactorActivation } from './factors.ts';
import { DeviceToken, Origin, Password, Session } from './identity.ts';
import { ConfirmedHash, Purpose } from './step-up.ts';
import { NewPasskey, PasskeyAssertion, PasskeyCreation, PasskeyRequest } from './webauthn.ts';

export const passkeyContracts = {
  beginPasskey: contract({
    name: 'auth.beginPasskey',
    summary: 'Begin to add a passkey: what the browser makes it of',
    params: z.strictObject({
      name: plainName.default('Passkey'),
      password: Password,
      origin: Origin.optional(),
    }),
    result: z.strictObject({ factorId: Id, publicKey: PasskeyCreation }).meta({ id: 'PasskeyBegun' }),
    permission: 'signed-in',
    stepUp: 'factors',
    errors: ['CREDENTIALS_INVALID', 'RATE_LIMIT_EXCEEDED'],
    http: {
      method: 'POST',
      path: '/api/auth/passkeys/begin',
      tag: 'Second factors',
      connection: 'origin',
    },
  }),
  addPasskey: contract({
    name: 'auth.addPasskey',
    summary: 'Finish to add a passkey; the first factor brings recovery codes',
    params: z.strictObject({ factorId: Id, credential: NewPasskey, origin: Origin.optional() }),
    result: FactorActivation,
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['RESOURCE_NOT_FOUND', 'FACTOR_INVALID'],
    http: {
      method: 'POST',
      path: '/api/auth/passkeys',
      tag: 'Second factors',
      status: 201,
      connection: 'origin',
    },
  }),
  passkeySignInOptions: contract({
    name: 'auth.passkeySignInOptions',
    summary: 'Begin to sign in with a passkey: what the browser asks it',
    params: Nothing,
    result: z.strictObject({ publicKey: PasskeyRequest }).meta({ id: 'PasskeyAsked' }),
    permission: 'public',
    stepUp: 'none',
    errors: ['RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: { method: 'POST', path: '/api/auth/passkeys/sign-in-options', tag: 'Authentication' },
  }),
  passkeySignIn: contract({
    name: 'auth.passkeySignIn',
    summary: 'Sign in with a passkey; it proves its device and its person, and so stands for both factors',
    params: z.strictObject({
      credential: PasskeyAssertion,
      deviceToken: DeviceToken.optional(),
      origin: Origin.optional(),
    }),
    result: Session,
    permission: 'public',
    stepUp: 'none',
    errors: ['FACTOR_INVALID', 'PERMISSION_DENIED', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/passkeys/sign-in',
      tag: 'Authentication',
      connection: 'origin',
    },
  }),
  stepUpOptions: contract({
    name: 'auth.stepUpOptions',
    summary: 'What the browser asks a passkey to confirm one thing: its challenge holds the hash of that',
    params: z.strictObject({ purpose: Purpose, hash: ConfirmedHash }),
    result: z.strictObject({ publicKey: PasskeyRequest }).meta({ id: 'StepUpAsked' }),
    permission: 'signed-in',
    stepUp: 'none',
    errors: ['FACTOR_REQUIRED'],
    http: { method: 'POST', path: '/api/auth/step-up/options', tag: 'Second factors' },
  }),
} as const;
