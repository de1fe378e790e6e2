import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '5000' },
    target: { type: 'string', default: 'single' },
    only: { type: 'string', default: '' },
  },
});

/** npm run fuzz: requests made from docs/openapi.json, valid and spoiled, and what is wrong with the answers. */
const { seed, runs, target, only } = flags;
const vitest = await startVitest('test', [], {
  config: join(import.meta.dirname, 'vitest.config.ts'),
  watch: false,
  provide: { fuzz: { seed: Number(seed), runs: Number(runs), target, only } },
});
await vitest.close();
