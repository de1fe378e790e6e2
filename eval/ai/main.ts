import { parseArgs } from 'node:util';
import { environment } from '../../lib/environment.ts';
import { explainFailure } from '../../scripts/demo/failure.ts';
import { addressFrom, findProduct } from '../../scripts/demo/product.ts';
import { readAnswers, saveAnswers } from './answers.ts';
import { ask, newcomer, type Provider } from './ask.ts';
import { readBriefs, type BriefSet, type TestBrief } from './briefs.ts';
import { runChecker } from './checker/run.ts';
import type { Answer } from './judge.ts';
import { findingsOf, partsOf, tableOf } from './report.ts';
import { exportSheets, rubricLines, rubricOf } from './rubric/rubric.ts';
import { summarise } from './summary.ts';

const USAGE = `npm run eval:ai -- [--provider built-in|openai] [--seed N] [--set development|held-out|all] [--only TRADE] [--verbose]
       [--save FILE | --from FILE]
npm run eval:ai -- rubric --export FOLDER [the same flags]: sheets for blind scorers.
npm run eval:ai -- --checker [--verbose]: hostile and good lines against the checks of the product.
Asks the product at API_URL for the structure of each brief, or starts one when nothing answers, and judges the answers.
--save keeps the answers, --from judges kept ones without asking.`;
const PROVIDERS: Readonly<Record<string, Provider>> = { 'built-in': 'builtin', openai: 'openai' };
const SETS: readonly string[] = ['development', 'held-out', 'all'];

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    export: { type: 'string' },
    checker: { type: 'boolean', default: false },
    provider: { type: 'string', default: 'built-in' },
    seed: { type: 'string', default: '1' },
    set: { type: 'string', default: 'development' },
    only: { type: 'string' },
    save: { type: 'string' },
    from: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});

/** Returns the exit code: 2 for flags that it does not know. */
async function main(): Promise<number> {
  const provider = PROVIDERS[flags.provider];
  const seed = Number(flags.seed);
  if (flags.help === true || provider === undefined || !SETS.includes(flags.set) || !Number.isInteger(seed)) {
    console.log(USAGE);
    return flags.help === true ? 0 : 2;
  }
  if (flags.checker) {
    await runChecker(addressFrom(environment()), (line) => console.log(line), flags.verbose);
    return 0;
  }
  const tests = readBriefs(flags.set as BriefSet | 'all').filter(({ trade }) =>
    trade.includes(flags.only ?? ''),
  );
  const answers =
    flags.from === undefined ? await answersTo(tests, provider) : readAnswers(flags.from, tests);
  if (flags.save !== undefined) saveAnswers(flags.save, answers);
  if (positionals[0] === 'rubric' && flags.export !== undefined) {
    console.log(`${exportSheets(answers, flags.export, seed)} sheets in ${flags.export}`);
    return 0;
  }
  if (flags.verbose) for (const line of findingsOf(answers)) console.log(line);
  console.log(`\n${answers.length} briefs, ${flags.provider}, set ${flags.set}, seed ${seed}\n`);
  for (const line of tableOf(summarise(answers, seed))) console.log(line);
  console.log();
  for (const by of ['language', 'kind', 'set'] as const)
    for (const line of partsOf(answers, seed, by)) console.log(line);
  for (const line of rubricLines(rubricOf(answers))) console.log(line);
  return 0;
}

/** One after the other, so that the time of one is not the time of another. */
async function answersTo(tests: readonly TestBrief[], provider: Provider): Promise<Answer[]> {
  const product = await findProduct(addressFrom(environment()), (line) => console.log(line));
  try {
    const client = await newcomer(product.base);
    const answers: Answer[] = [];
    for (const test of tests.slice(0, 1)) await ask(client, test, provider); // the first request loads and compiles
    for (const test of tests) answers.push(await ask(client, test, provider));
    return answers;
  } finally {
    await product.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  for (const line of explainFailure(error)) console.error(line);
  process.exitCode = 1;
}
