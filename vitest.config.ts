import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/sequencer.ts';

const exclude = ['**/node_modules/**', 'conformance/**'];

/**
 * Files of one worker share the modules (`isolate: false`): loading the product anew for each took a third of the whole
 * suite. A test must therefore leave no module changed. More workers than cores, because most of a test's time is waiting.
 */
export default defineConfig({
  test: {
    exclude,
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: 'v8',
      include: [
        'services/**/*.ts',
        'mixins/**/*.ts',
        'storage/**/*.ts',
        'lib/**/*.ts',
        'contracts/**/*.ts',
        'client/**/*.ts',
        'rules/**/*.ts',
        'packages/ad-sandbox/**/*.ts',
      ],
      exclude: [
        '**/*.test.ts',
        '**/*.suite.ts',
        '**/tests/**',
        'client/testing/**',
        'packages/ad-sandbox/main.ts',
      ],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 80 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.int.test.ts', '**/*.e2e.test.ts'],
          isolate: false,
          setupFiles: ['tests/support/seed.ts'],
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'int',
          include: ['**/*.int.test.ts'],
          isolate: false,
          exclude,
          setupFiles: ['tests/support/seed.ts'],
          globalSetup: ['tests/support/global-postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          isolate: false,
          exclude,
          globalSetup: ['tests/support/global-postgres.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
