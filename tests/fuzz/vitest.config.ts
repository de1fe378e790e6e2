import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Long runs that are not of the ordinary suite: `npm run fuzz`. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['tests/fuzz/run.fuzz.ts'],
    globalSetup: ['tests/support/global-postgres.ts'],
    hookTimeout: 120_000,
    reporters: ['dot'],
  },
});
