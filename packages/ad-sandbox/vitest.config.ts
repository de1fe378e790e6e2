import { defineConfig } from 'vitest/config';

/** For `npm test` of this package alone; the product's own run takes these tests along. */
export default defineConfig({ test: { testTimeout: 30_000, hookTimeout: 60_000 } });
