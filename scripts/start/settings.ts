import { z } from 'zod';
import { defineSettings, type ValuesOf } from '../../lib/settings.ts';

/** What only `npm start`, the migrations and the operator's REPL read: no service sees it. */
export const startSettings = defineSettings({
  shape: {
    DATA_DIR: z.string().default('.data'),
    DATABASE_ADMIN_URL: z.string().startsWith('postgres').optional(),
  },
});
export type StartSettings = ValuesOf<typeof startSettings>;
