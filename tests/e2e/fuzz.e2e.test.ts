import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '../fuzz/description.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { linesOf } from '../fuzz/print.ts';
import { singleTarget, type Target } from '../fuzz/targets.ts';
import { makeWorld } from '../fuzz/world.ts';

/** The same requests in every ordinary run; `PROPERTY_SEED=$RANDOM` tries others, `npm run fuzz` many more. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_261_127);
const EACH = 4;

let target: Target;
beforeAll(async () => {
  target = await singleTarget();
});
afterAll(() => target.stop());

it('no operation answers its first requests, valid or spoiled, with a failure, a leak, or a wrong acceptance', async () => {
  const startedAt = performance.now();
  const report = await fuzz({
    operations,
    runs: EACH * operations.length,
    seed: SEED,
    world: () => makeWorld(target.url, target.sandbox),
  });
  const lines = linesOf(report, 'single', (performance.now() - startedAt) / 1_000);
  expect(report.faults, lines.join('\n')).toEqual([]);
  expect(report.statuses.size).toBe(operations.length);
  // a product that refuses everything would have no faults either
  const accepting = [...report.statuses.values()].filter((counts) =>
    [200, 201, 202, 204].some((s) => counts.has(s)),
  );
  expect(accepting.length).toBeGreaterThan(10);
});
