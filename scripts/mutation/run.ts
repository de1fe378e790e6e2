import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { draw } from './draw.ts';
import { coveredFiles, decidingTests, unitTests } from './folders.ts';
import { shortHash } from './hash.ts';
import { judgeAll, type Task } from './judge.ts';
import { instrument, type Mutant } from './mutants.ts';
import { measureReach } from './reach.ts';
import { openResults, type Status } from './results.ts';

export interface RunOptions {
  root: string;
  /** Patterns of the code that may be mutated. */
  covered: readonly string[];
  /** Only mutants of files that one of these patterns matches. */
  files?: readonly string[] | undefined;
  seed: number;
  /** How many mutants to draw; all without it. */
  sample?: number | undefined;
  /** How many processes run tests at the same time. */
  lanes: number;
  resultsFile: string;
  /** Whether to delete the results of earlier runs. */
  fresh: boolean;
  /** Called before the first mutant is tested, and after each one. */
  onProgress?: (done: number, total: number) => void;
}

export interface Verdict {
  mutant: Mutant;
  status: Status;
  /** The test that noticed the mutant, with its error. */
  noticed?: string | undefined;
  /** Whether the result is from an earlier run. */
  reused: boolean;
}

export interface MutationRun {
  /** All mutants of the covered files. */
  all: Mutant[];
  /** The verdicts about the drawn mutants, in the order of their places. */
  verdicts: Verdict[];
}

/** Draws mutants, and runs for each one the unit tests that reach it. */
export async function runMutation(options: RunOptions): Promise<MutationRun> {
  const { root, files, resultsFile, onProgress } = options;
  const { mutants: all, code } = await instrument(root, coveredFiles(root, options.covered));
  const eligible = all.filter(({ file }) => !files || files.some((pattern) => matchesGlob(file, pattern)));
  const drawn = new Set(draw(eligible, options.seed, options.sample));
  const tasks = await prepare(
    root,
    code,
    all.filter((mutant) => drawn.has(mutant)),
  );
  const results = openResults(resultsFile, options.fresh);
  const pending = tasks.filter(({ key, reach }) => reach.tests.length > 0 && !results.get(key));
  onProgress?.(0, pending.length);
  let done = 0;
  await judgeAll(root, pending, options.lanes, (result) => {
    results.add(result);
    onProgress?.((done += 1), pending.length);
  });
  const testedTasks = new Set(pending);
  const verdicts = tasks.map((task): Verdict => {
    const result = results.get(task.key);
    return {
      mutant: task.mutant,
      status: task.reach.tests.length === 0 || !result ? 'no coverage' : result.status,
      noticed: result?.noticed,
      reused: result !== undefined && !testedTasks.has(task),
    };
  });
  return { all, verdicts };
}

/** Measures which tests reach each mutant. */
async function prepare(root: string, code: Record<string, string>, mutants: Mutant[]): Promise<Task[]> {
  const files = new Set(mutants.map(({ file }) => file));
  const drawnCode = Object.fromEntries(Object.entries(code).filter(([file]) => files.has(file)));
  const tests = unitTests(root, [...files]).filter((test) =>
    [...files].some((file) => decidingTests(file, [test]).length > 0),
  );
  const reachOf = await measureReach(root, tests, drawnCode);
  const hashOf = contentHashes(root);
  return mutants.map((mutant) => {
    const reach = reachOf(mutant);
    const testHashes = reach.tests.toSorted().map(hashOf);
    return {
      mutant,
      code: code[mutant.file] ?? '',
      reach,
      key: shortHash([hashOf(mutant.file), mutant.id, ...testHashes]),
    };
  });
}

/** Returns a cached hash function for a file's name and content, on which results depend. */
function contentHashes(root: string): (file: string) => string {
  const hashes = new Map<string, string>();
  return (file) => {
    const hash = hashes.get(file) ?? shortHash([file, readFileSync(join(root, file), 'utf8')]);
    hashes.set(file, hash);
    return hash;
  };
}
