import { parseArgs } from 'node:util';
import { environment } from '../lib/environment.ts';
import { addDays, dayOf } from '../lib/time.ts';
import { Client } from '../client/client.ts';
import { chooseFigures } from './demo/choose-figures.ts';
import { explainFailure } from './demo/failure.ts';
import { play, type Journey } from './demo/journey.ts';
import { Output } from './demo/output.ts';
import { addressFrom, findProduct, type Product } from './demo/product.ts';
import { summarySentence, summaryTable, weeklyChart } from './demo/summary.ts';

const USAGE = `npm run demo [-- --data <ads-2020 csv> | --seed <number>]
Plays the main job over REST against API_URL (default http://127.0.0.1:3000); starts the product when nothing answers.
INBOX_URL: where its mail lands, when that is not http://127.0.0.1:17080.`;

/** npm run demo: plays the whole journey over REST and prints progress, a table and a chart. Returns the exit code. */
async function main(out: Output): Promise<number> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    out.line(USAGE);
    return 0;
  }
  const startedAt = performance.now();
  let product: Product | undefined;
  try {
    const base = addressFrom(environment());
    const lastDay = addDays(dayOf(new Date()), -1);
    const source = await chooseFigures({ path: values.data, seed: values.seed, lastDay });
    out.line(`\n${out.styled('bold', 'Sales Intelligence Platform')}: the main job over REST, at ${base}\n`);
    product = await findProduct(base, (line) => out.line(`    ${line}\n`));
    stopOnSignal(product);
    const journey = await play(new Client(base), product.inboxUrl, source, out);
    conclude(out, journey, product, (performance.now() - startedAt) / 1000);
    return 0;
  } catch (error) {
    const [first = '', ...more] = explainFailure(error);
    out.line(`    ${out.styled('red', first)}`);
    for (const line of more) out.line(`      ${line}`);
    for (const line of product?.lastLines() ?? []) out.line(`    the product said: ${line.slice(0, 1_000)}`);
    out.line();
    return 1;
  } finally {
    await product?.stop();
  }
}

/** Stops a product that the demo has started on Ctrl-C, too. */
function stopOnSignal(product: Product): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void product.stop().finally(() => process.exit(130)));
}

function conclude(out: Output, journey: Journey, product: Product, seconds: number): void {
  const { reports, before, after, people, from } = journey;
  for (const line of summaryTable(reports, before, after)) out.line(`  ${line}`);
  out.line(`\n  ${out.styled('bold', summarySentence(reports, before, after))}\n`);
  for (const line of weeklyChart(reports.days, from, after.budget.currency)) out.line(`  ${line}`);
  const { email } = people.owner;
  const where = product.started ? `after npm start, at ${product.base}/docs` : `at ${product.base}/docs`;
  out.line(
    `\n  Done in ${seconds.toFixed(1)} s. Look around ${where}: sign in as ${email} with “${people.password}”.\n`,
  );
}

process.exitCode = await main(new Output());
