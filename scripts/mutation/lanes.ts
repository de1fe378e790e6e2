import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { environment } from '../../lib/environment.ts';
import type { LaneAnswer, LaneRequest, RunOutcome } from './protocol.ts';

const LANE = join(import.meta.dirname, 'lane.ts');
const START_MS = 120_000;

/** A process that runs test files. After it was killed or died, the next request starts it again. */
export interface Lane {
  /**
   * Runs the tests of a request. `'timed out'` after the deadline in milliseconds; `'died'` when the process ended by
   * itself, for example without memory.
   */
  run(request: LaneRequest, deadlineMs: number): Promise<RunOutcome | 'timed out' | 'died'>;
  close(): void;
}

/** A lane for the tests of `root`; `counts` is the file with the counting code and how many places it counts. */
export function openLane(root: string, counts?: { codeFile: string; places: number }): Lane {
  const args = counts ? [root, counts.codeFile, String(counts.places)] : [root];
  let child: ChildProcess | undefined;
  const close = (): void => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  return {
    async run(request, deadlineMs) {
      child ??= await start(root, args);
      const answer = answerOf(child, deadlineMs);
      child.send(request);
      const outcome = await answer;
      if (typeof outcome === 'string') close();
      else if (outcome.kind === 'done') return outcome;
      return outcome === 'timed out' ? 'timed out' : 'died';
    },
    close,
  };
}

async function start(root: string, args: string[]): Promise<ChildProcess> {
  const child = fork(LANE, args, {
    cwd: root,
    env: ordinaryEnvironment(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = await answerOf(child, START_MS);
  if (typeof answer !== 'string' && answer.kind === 'ready') return child;
  child.kill('SIGKILL');
  throw new Error('The process that runs the tests did not start.');
}

/** The environment without the variables that a surrounding vitest has added. */
function ordinaryEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment()).filter(([name]) => !/^(VITEST|NODE_ENV$)/.test(name)),
  );
}

function answerOf(child: ChildProcess, deadlineMs: number): Promise<LaneAnswer | 'timed out' | 'died'> {
  return new Promise((resolve) => {
    const finish = (answer: LaneAnswer | 'timed out' | 'died'): void => {
      clearTimeout(timer);
      child.off('message', finish).off('exit', died);
      resolve(answer);
    };
    const died = (): void => finish('died');
    const timer = setTimeout(() => finish('timed out'), deadlineMs);
    child.once('message', finish).once('exit', died);
  });
}
