import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/**
 * The port suite and the publishing tests of both clients, with everything that goes over the wire held against definitions; `covered.ts`
 * says afterwards whether that was every call they can make.
 */
export default defineConfig({
  root,
  test: {
    testTimeout: 30_000,
    maxWorkers: 1,
    globalSetup: ['conformance/seen.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'clients',
          include: ['services/platforms/{google-ads,linkedin-ads}/{adapter,publish}.test.ts'],
          setupFiles: ['tests/support/seed.ts', 'conformance/hold-clients.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'simulators',
          include: ['packages/ad-sandbox/{google-ads,linkedin-ads}/*.test.ts'],
          setupFiles: ['conformance/hold-simulators.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'accounts',
          include: ['conformance/account.test.ts'],
          setupFiles: ['conformance/hold-clients.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'definitions',
          include: ['conformance/{definitions,google-settings,linkedin-settings}.test.ts'],
        },
      },
    ],
  },
});
