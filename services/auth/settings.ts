import { z } from 'zod';
import { defineSettings, port, rotatedSecret, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { publicAddress } from '../../mixins/node-settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/** What auth is told: the secret over its signing keys, how long people stay signed in, and where mail goes out. */
export const authSettings = defineSettings({
  includes: [databaseSettings, publicAddress],
  shape: {
    AUTH_SERVICE_PORT: port(3001),
    JWT_SECRET: rotatedSecret.optional(),
    ACCESS_TOKEN_SECONDS: wholeNumber(900, 30),
    REFRESH_TOKEN_DAYS: wholeNumber(30),
    LIMIT_LOGIN_FAILURES: wholeNumber(10),
    SMTP_URL: z.string().optional(),
    MAIL_FROM: z.string().default('Sales Intelligence Platform <no-reply@localhost>'),
  },
  secrets: ['JWT_SECRET'],
  neededInProduction: ['JWT_SECRET'],
  derive: ({ AUTH_SERVICE_PORT, ...values }) => ({ ...values, port: AUTH_SERVICE_PORT }),
});
export type AuthSettings = ValuesOf<typeof authSettings>;
