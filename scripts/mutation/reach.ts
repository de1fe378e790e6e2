import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decidingTests } from './folders.ts';
import { openLane } from './lanes.ts';
import type { Mutant } from './mutants.ts';
import type { FileOutcome } from './protocol.ts';
import { counting, places } from './switches.ts';

const DEADLINE_MS = 900_000;
/** A mutant whose place is reached this many times more often than without it counts as an endless loop. */
const LOOP_FACTOR = 100;

/** The test files that reach a mutant's place, those most likely to notice it first. */
export interface Reach {
  tests: string[];
  /** How long they take without a mutant, in milliseconds. */
  ms: number;
  /** How often the place may be reached. */
  limit: number;
}

/**
 * Runs the tests once without a mutant and counts which places they reach. Returns a function that answers, for a
 * mutant, which test files reach it. @throws Error when a test fails without a mutant, because it cannot judge mutants
 * then
 */
export async function measureReach(
  root: string,
  tests: string[],
  code: Record<string, string>,
): Promise<(mutant: Mutant) => Reach> {
  const placeOf = new Map(Object.values(code).flatMap((text) => [...places(text)]));
  const size = Math.max(0, ...placeOf.values()) + 1;
  const outcomes = await count(root, tests, code, size);
  const outcomesByTest = new Map(
    outcomes.map((file) => [file.test, { ms: file.ms, hits: new Map(file.hits) }]),
  );
  return (mutant) => {
    const place = placeOf.get(mutant.switch) ?? -1;
    const reaching = decidingTests(mutant.file, tests).flatMap((test) => {
      const { ms = 0, hits } = outcomesByTest.get(test) ?? {};
      const count = hits?.get(place) ?? 0;
      const own = test === mutant.file.replace(/\.ts$/, '.test.ts');
      return count > 0 ? [{ test, ms, count, own }] : [];
    });
    reaching.sort((a, b) => Number(b.own) - Number(a.own) || a.ms - b.ms);
    return {
      tests: reaching.map(({ test }) => test),
      ms: reaching.reduce((sum, { ms }) => sum + ms, 0),
      limit: LOOP_FACTOR * Math.max(1, ...reaching.map(({ count }) => count)),
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
  const countingCode = Object.entries(code).map(([file, text]) => [file, counting(text)]);
  writeFileSync(codeFile, JSON.stringify(Object.fromEntries(countingCode)));
  const lane = openLane(root, { codeFile, places: size });
  try {
    const outcome = await lane.run({ tests, mutant: null }, DEADLINE_MS);
    if (typeof outcome === 'string') throw new Error(`The tests without a mutant: ${outcome}.`);
    const failures = outcome.files
      .filter((file) => !file.passed)
      .map((file) => `${file.test}: ${file.error ?? ''}`);
    const faults = [...failures, ...outcome.errors];
    if (faults.length > 0) throw new Error(`Red without a mutant:\n${faults.join('\n')}`);
    return outcome.files;
  } finally {
    lane.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
