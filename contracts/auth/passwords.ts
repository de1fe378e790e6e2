import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { Email } from '../values.ts';
import { Accepted, MailedToken, Origin, Password } from './identity.ts';

export const passwordContracts = {
  forgotPassword: contract({
    name: 'auth.forgotPassword',
    summary: 'Ask for a token to choose a new password; it is mailed to the address, if there is an account',
    params: z.strictObject({ email: Email }),
    result: Accepted,
    permission: 'public',
    stepUp: 'none',
    limit: 'login',
    http: { method: 'POST', path: '/api/auth/forgot-password', tag: 'Authentication', status: 202 },
  }),
  resetPassword: contract({
    name: 'auth.resetPassword',
    summary: 'Choose a new password with the token that was mailed; ends all sessions',
    params: z.strictObject({ token: MailedToken, password: Password, origin: Origin.optional() }),
    result: Done,
    permission: 'public',
    stepUp: 'none',
    errors: ['LINK_INVALID', 'PASSWORD_WEAK'],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/reset-password',
      tag: 'Authentication',
      status: 204,
      connection: 'origin',
    },
  }),
  changePassword: contract({
    name: 'auth.changePassword',
    summary: 'Change the password; ends all sessions but this one',
    params: z.strictObject({
      currentPassword: Password,
      newPassword: Password,
      origin: Origin.optional(),
    }),
    result: Done,
    permission: 'signed-in',
    stepUp: 'password',
    errors: ['CREDENTIALS_INVALID', 'PASSWORD_WEAK', 'RATE_LIMIT_EXCEEDED'],
    limit: 'login',
    http: {
      method: 'POST',
      path: '/api/auth/change-password',
      tag: 'Authentication',
      status: 204,
      connection: 'origin',
    },
  }),
} as const;
