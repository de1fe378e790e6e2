import { expect, inject, it } from 'vitest';
import { operations } from './description.ts';
import { fuzz } from './fuzz.ts';
import { linesOf } from './print.ts';
import { clusterTarget, singleTarget } from './targets.ts';
import { makeWorld } from './world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    fuzz: { seed: number; runs: number; target: string; only: string };
  }
}

const EVERY = 2_000;

it(
  'no request of any kind has an answer that is a failure, a leak, or a wrong acceptance',
  { timeout: 0 },
  async () => {
    const { seed, runs, target: kind, only } = inject('fuzz');
    const target = await (kind === 'cluster' ? clusterTarget() : singleTarget());
    try {
      const startedAt = Date.now();
      let told = 0;
      let shown = 0;
      const report = await fuzz({
        operations: operations.filter(({ name }) => name.includes(only)),
        runs,
        seed,
        world: () => makeWorld(target.url, target.sandbox),
        tell: (done, { faults }) => {
          if (done - told < EVERY) return;
          told = done;
          for (const { operation, fault, asked } of faults.slice(shown))
            process.stderr.write(`FAULT ${operation}: ${fault} (${asked.what}, as ${asked.principal})\n`);
          shown = faults.length;
          process.stderr.write(`${done} sent, ${faults.length} faults\n`);
        },
      });
      for (const line of linesOf(report, kind, (Date.now() - startedAt) / 1_000))
        process.stdout.write(`${line}\n`);
      expect(report.faults.length).toBe(0);
    } finally {
      await target.stop();
    }
  },
);
