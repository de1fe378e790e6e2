import { openLane, type Lane } from './lanes.ts';
import type { Mutant } from './mutants.ts';
import type { RunOutcome } from './protocol.ts';
import type { Reach } from './reach.ts';
import type { StoredResult } from './results.ts';
import { withMutant } from './switches.ts';

/** A mutant that tests have still to be run for. */
export interface Task {
  mutant: Mutant;
  /** The file's code with all its mutants. */
  code: string;
  reach: Reach;
  key: string;
}

const PATIENCE_MS = 20_000;
const SLOWNESS = 10;

/**
 * Runs the tests of each task, in as many processes as there are lanes, and tells each result as soon as it is known.
 * Tasks are taken in their order, so that those of one file follow each other.
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
  const deadlineMs = PATIENCE_MS + SLOWNESS * reach.ms;
  let outcome = await lane.run(request, deadlineMs);
  // Once more: the process may have died of something else than the mutant.
  if (outcome === 'died') outcome = await lane.run(request, deadlineMs);
  if (outcome === 'timed out') return { key, status: 'timed out' };
  if (outcome === 'died') return { key, status: 'killed', noticed: 'the process of the tests ended' };
  return { key, ...statusOf(outcome) };
}

function statusOf(outcome: RunOutcome): Omit<StoredResult, 'key'> {
  const red = outcome.files.find((file) => !file.passed);
  if (!red && outcome.errors.length === 0) return { status: 'survived' };
  const noticed = red ? `${red.test}: ${red.error ?? ''}` : (outcome.errors[0] ?? '');
  return { status: outcome.limitReached ? 'timed out' : 'killed', noticed: noticed.slice(0, 200) };
}
