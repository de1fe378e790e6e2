import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { Email } from '../values.ts';
import { Accepted, MailedToken, Origin, Password } from './identity.ts';

export const addressContracts = {
  verifyEmail: contract({
    name: 'auth.verifyEmail',
    summary:
      'Prove an address with the token that was mailed to it and the password of the account; tokens that are made afterwards say so',
    params: z.strictObject({ token: MailedToken, password: Password, origin: Origin.optional() }),
    result: Done,
    permission: 'public',
    stepUp: 'none',
    errors: ['LINK_INVALID', 'CREDENTIALS_INVALID', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/verify-email',
      tag: 'Authentication',
      status: 204,
      connection: 'origin',
    },
  }),
  resendVerification: contract({
    name: 'auth.resendVerification',
    summary: 'Mail a new token to prove an address',
    params: z.strictObject({ email: Email }),
    result: Accepted,
    permission: 'public',
    stepUp: 'none',
    limit: 'login',
    http: { method: 'POST', path: '/api/auth/resend-verification', tag: 'Authentication', status: 202 },
  }),
  changeAddress: contract({
    name: 'auth.changeAddress',
    summary: 'Ask for another address; the old one stays until the new one is confirmed',
    params: z.strictObject({ email: Email, password: Password, origin: Origin.optional() }),
    result: Accepted,
    permission: 'signed-in',
    stepUp: 'password',
    errors: ['CREDENTIALS_INVALID', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/change-address',
      tag: 'Authentication',
      status: 202,
      connection: 'origin',
    },
  }),
  confirmAddress: contract({
    name: 'auth.confirmAddress',
    summary: 'Make an address the account’s with the token that was mailed to it; ends all sessions',
    params: z.strictObject({ token: MailedToken, origin: Origin.optional() }),
    result: Done,
    permission: 'public',
    stepUp: 'none',
    errors: ['LINK_INVALID'],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/confirm-address',
      tag: 'Authentication',
      status: 204,
      connection: 'origin',
    },
  }),
} as const;
