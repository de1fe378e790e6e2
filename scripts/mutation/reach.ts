import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decidingTests } from './folders.ts';
import { openLane } from './lanes.ts';
import type { Mutant } from './mutants.ts';
import type { FileOutcome } from './protocol.ts';
import { counting, places } from './switches.ts';

const DEADLINE_MS = 900_000;
/** How much more often than without the mutant its place may be reached before it counts as an endless loop. */
const LOOP_FACTOR = 100;

/** The test files that reach a mutant's place, the likeliest to notice first, and what is known of them. */
export interface Reach {
  tests: string[];
  /** Milliseconds that they take without a mutant. */
  ms: number;
  /** How often the place may be reached. */
  limit: number;
}

/**
 * Runs the tests once without a mutant and counts. Answers for each mutant which test files reach it.
 * Throws when a test is red without any mutant, for then it says nothing about mutants.
 */
export async function measureReach(
  root: string,
  tests: string[],
  code: Record<string, string>,
): Promise<(mutant: Mutant) => Reach> {
  const placeOf = new Map(Object.values(code).flatMap((text) => [...places(text)]));
  const size = Math.max(0, ...placeOf.values()) + 1;
  const outcomes = await count(root, tests, code, size);
  const byTest = new Map(outcomes.map((file) => [file.test, { ms: file.ms, hits: new Map(file.hits) }]));
  return (mutant) => {
    const place = placeOf.get(mutant.switch) ?? -1;
    const found = decidingTests(mutant.file, tests).flatMap((test) => {
      const { ms = 0, hits } = byTest.get(test) ?? {};
      const count = hits?.get(place) ?? 0;
      const own = test === mutant.file.replace(/\.ts$/, '.test.ts');
      return count > 0 ? [{ test, ms, count, own }] : [];
    });
    found.sort((a, b) => Number(b.own) - Number(a.own) || a.ms - b.ms);
    return {
      tests: found.map(({ test }) => test),
      ms: found.reduce((sum, { ms }) => sum + ms, 0),
      limit: LOOP_FACTOR * Math.max(1, ...found.map(({ count }) => count)),
    };
  };
}

async function count(
  root: string,
  tests: string[],
  code: Record<string, string>,
  size: number,
): Promise<FileOutcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  const codeFile = join(folder, 'code.json');
  const counted = Object.entries(code).map(([file, text]) => [file, counting(text)]);
  writeFileSync(codeFile, JSON.stringify(Object.fromEntries(counted)));
  const lane = openLane(root, { codeFile, places: size });
  try {
    const outcome = await lane.run({ tests, mutant: null }, DEADLINE_MS);
    if (typeof outcome === 'string') throw new Error(`The tests without a mutant: ${outcome}.`);
    const red = outcome.files
      .filter((file) => !file.passed)
      .map((file) => `${file.test}: ${file.error ?? ''}`);
    const faults = [...red, ...outcome.errors];
    if (faults.length > 0) throw new Error(`Red without a mutant:\n${faults.join('\n')}`);
    return outcome.files;
  } finally {
    lane.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
