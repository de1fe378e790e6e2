import { openLane, type Lane } from './lanes.ts';
import type { Mutant } from './mutants.ts';
import type { RunOutcome } from './protocol.ts';
import type { Reach } from './reach.ts';
import type { StoredResult } from './results.ts';
import { withMutant } from './switches.ts';

/** A mutant whose tests must be run. */
export interface Task {
  mutant: Mutant;
  /** The file's code with all its mutants. */
  code: string;
  reach: Reach;
  key: string;
}

const MIN_DEADLINE_MS = 20_000;
const SLOWDOWN_FACTOR = 10;

/**
 * Runs the tests of each task in `lanes` processes, and calls `onResult` for each result. Tasks are taken in order, so
 * that those of one file follow each other.
 */
export async function judgeAll(
  root: string,
  tasks: readonly Task[],
  lanes: number,
  onResult: (result: StoredResult) => void,
): Promise<void> {
  const queue = [...tasks];
  const work = async (): Promise<void> => {
    const lane = openLane(root);
    try {
      for (let task = queue.shift(); task; task = queue.shift()) onResult(await judge(lane, task));
    } finally {
      lane.close();
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
}

async function judge(lane: Lane, { mutant, code, reach, key }: Task): Promise<StoredResult> {
  const request = {
    tests: reach.tests,
    mutant: {
      file: mutant.file,
      code: withMutant(code, mutant.switch),
      switch: mutant.switch,
      limit: reach.limit,
    },
  };
  const deadlineMs = MIN_DEADLINE_MS + SLOWDOWN_FACTOR * reach.ms;
  let outcome = await lane.run(request, deadlineMs);
  // the process may have died for another reason than the mutant
  if (outcome === 'died') outcome = await lane.run(request, deadlineMs);
  if (outcome === 'timed out') return { key, status: 'timed out' };
  if (outcome === 'died') return { key, status: 'killed', noticed: 'the process of the tests ended' };
  return { key, ...statusOf(outcome) };
}

function statusOf(outcome: RunOutcome): Omit<StoredResult, 'key'> {
  const failedFile = outcome.files.find((file) => !file.passed);
  if (!failedFile && outcome.errors.length === 0) return { status: 'survived' };
  const noticed = failedFile ? `${failedFile.test}: ${failedFile.error ?? ''}` : (outcome.errors[0] ?? '');
  return { status: outcome.limitReached ? 'timed out' : 'killed', noticed: noticed.slice(0, 200) };
}
