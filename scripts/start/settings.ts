import { z } from 'zod';
import { defineSettings, type ValuesOf } from '../../lib/settings.ts';

/** The settings of `npm start`, the migrations and the REPL. Services do not read them. */
export const startSettings = defineSettings({
  shape: {
    DATA_DIR: z.string().default('.data'),
    DATABASE_ADMIN_URL: z.string().startsWith('postgres').optional(),
  },
});
export type StartSettings = ValuesOf<typeof startSettings>;
