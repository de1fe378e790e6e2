import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAccepted } from './mutation/accepted.ts';
import { COVERED } from './mutation/folders.ts';
import { reportLines } from './mutation/report.ts';
import { runMutation } from './mutation/run.ts';
import { scoreOf } from './mutation/score.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, '.data/mutation/results.jsonl');
const ACCEPTED = join(ROOT, 'tests/mutation/accepted.json');
const DEFAULT_SEED = 20_261_127;
const MIN_RATE = 0.8;
const PROGRESS_STEP = 25;

/**
 * npm run mutate -- [--sample 500] [--seed 1] [--files 'services/auth/**'] [--lanes 2] [--fresh]: changes the rules'
 * code in one place at a time and lists the changes that no unit test notices. Fails below 80 %. A run that was stopped
 * is continued.
 */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      seed: { type: 'string', default: String(DEFAULT_SEED) },
      sample: { type: 'string' },
      files: { type: 'string', multiple: true },
      lanes: { type: 'string', default: String(Math.min(4, availableParallelism())) },
      fresh: { type: 'boolean', default: false },
    },
  });
  const seed = wholeNumber('seed', flags.seed);
  const startedAt = performance.now();
  const run = await runMutation({
    root: ROOT,
    covered: COVERED,
    files: flags.files,
    seed,
    sample: flags.sample === undefined ? undefined : wholeNumber('sample', flags.sample),
    lanes: wholeNumber('lanes', flags.lanes),
    resultsFile: RESULTS,
    fresh: flags.fresh,
    onProgress: (done, total) => {
      if (done % PROGRESS_STEP === 0) console.log(`${done} of ${total}`);
    },
  });
  const accepted = readAccepted(ACCEPTED);
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`\n${reportLines(run, accepted, { seed, seconds }).join('\n')}`);
  if (scoreOf(run.verdicts, accepted).rate < MIN_RATE) {
    console.log(`Below ${MIN_RATE * 100} %.`);
    process.exitCode = 1;
  }
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name} is a whole number above 0, not "${text}".`);
}

await main();
