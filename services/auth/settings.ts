import { z } from 'zod';
import { defineSettings, port, rotatedSecret, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { publicAddress, stepUpPolicy } from '../../mixins/node-settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/** What auth is told: the secret over its signing keys, how long people stay signed in, and where mail goes out. */
export const authSettings = defineSettings({
  includes: [databaseSettings, publicAddress, stepUpPolicy],
  shape: {
    AUTH_SERVICE_PORT: port(3001),
    JWT_SECRET: rotatedSecret.optional(),
    ACCESS_TOKEN_SECONDS: wholeNumber(900, 30),
    REFRESH_TOKEN_DAYS: wholeNumber(30),
    SESSION_IDLE_HOURS: wholeNumber(12),
    SESSION_ABSOLUTE_DAYS: wholeNumber(7),
    LIMIT_LOGIN_FAILURES: wholeNumber(10),
    LIMIT_ADDRESS_LOGIN_FAILURES: wholeNumber(100),
    AUTH_EMAIL_VERIFICATION: z.enum(['required', 'off']).optional(),
    BREACH_FILTER: z.string().optional(),
    AUDIT_HEAD_SECONDS: wholeNumber(300, 1),
    SMTP_URL: z.string().optional(),
    MAIL_FROM: z.string().default('Sales Intelligence Platform <no-reply@localhost>'),
  },
  secrets: ['JWT_SECRET'],
  neededInProduction: ['JWT_SECRET', 'SMTP_URL'],
  derive: ({ AUTH_SERVICE_PORT, AUTH_EMAIL_VERIFICATION: verification, ...values }, production) => ({
    ...values,
    port: AUTH_SERVICE_PORT,
    /** Whether people have to prove that their address is theirs. */
    addressProof: verification ?? (production ? ('required' as const) : ('off' as const)),
  }),
});
export type AuthSettings = ValuesOf<typeof authSettings>;
