import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { boundOf, isShown, type Proof } from './prove/proof.ts';

const FOLDER = join(import.meta.dirname, 'prove/proofs');
const DEFAULT_SEED = 20_261_127;

/**
 * npm run prove -- [refresh] [--seed 1] [--runs 20000] [--fault]: shows a promise of the product by trying to break it, and
 * says what was tried, with which seed, and what a count of zero proves. Without a name all promises are shown. With
 * --fault something known to be wrong is asked instead, which the proof has to find. Fails when a promise is not shown.
 */
async function main(): Promise<void> {
  const { values: flags, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      runs: { type: 'string' },
      fault: { type: 'boolean', default: false },
    },
  });
  const proofs = await provable(positionals);
  const seed = wholeNumber('seed', flags.seed ?? String(DEFAULT_SEED));
  for (const proof of proofs) {
    const runs = flags.runs === undefined ? proof.runs : wholeNumber('runs', flags.runs);
    console.log(`${proof.name}: ${proof.promise}`);
    if (flags.fault) console.log('  a fault is planted, which has to be found');
    const finding = await proof.run({ seed, runs, fault: flags.fault });
    console.log(`  N = ${finding.tried} ${proof.tries}, seed ${seed}`);
    for (const line of finding.lines) console.log(`  ${line}`);
    const shown = isShown(finding, flags.fault);
    console.log(`  ${boundOf(finding)}: ${shown ? 'shown' : 'NOT SHOWN'}\n`);
    if (!shown) process.exitCode = 1;
  }
}

/** The proofs with these names, or all. @throws Error with the names that there are, for another one */
async function provable(names: readonly string[]): Promise<Proof[]> {
  const files = globSync('*.ts', { cwd: FOLDER }).sort();
  const modules = await Promise.all(
    files.map(async (file) => (await import(join(FOLDER, file))) as { proof: Proof }),
  );
  const proofs = modules.map(({ proof }) => proof);
  const unknown = names.filter((name) => !proofs.some((proof) => proof.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No proof of ${unknown.join(', ')}; there are ${proofs.map(({ name }) => name).join(', ')}.`,
    );
  return names.length === 0 ? proofs : proofs.filter(({ name }) => names.includes(name));
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name} is a whole number above 0, not "${text}".`);
}

await main();
