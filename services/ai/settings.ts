import { z } from 'zod';
import { defineSettings, port, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/** What ai is told: which model writes, and with whose key; without a key the built-in generator does. */
export const aiSettings = defineSettings({
  includes: [databaseSettings],
  shape: {
    AI_SERVICE_PORT: port(3003),
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
    OPENAI_MODEL: z.string().default('gpt-6.1-sol'),
    OPENAI_TIMEOUT_MS: wholeNumber(60_000),
  },
  derive: ({ AI_SERVICE_PORT, ...values }) => ({ ...values, port: AI_SERVICE_PORT }),
});
export type AiSettings = ValuesOf<typeof aiSettings>;
