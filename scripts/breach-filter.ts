import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { BloomFilter } from '../services/auth/accounts/domain/bloom-filter.ts';
import { FALSE_POSITIVE_RATE } from '../services/auth/accounts/password-strength.ts';

const USAGE = 'Usage: npm run breach-filter -- words.txt [more.txt …] --to breach.filter [--rate 0.000001]';
/** A line of Have I Been Pwned: the SHA-1 of a password, and perhaps how often it was seen. */
const HASH = /^([0-9a-f]{40})(?::\d+)?$/i;

/** A filter of the passwords in these files, one a line, or their SHA-1 in hexadecimal digits. */
export async function filterOfFiles(files: readonly string[], rate: number): Promise<BloomFilter> {
  let count = 0;
  for await (const _ of linesOf(files)) count += 1;
  const filter = BloomFilter.for(count, rate);
  for await (const line of linesOf(files)) {
    const hash = HASH.exec(line)?.[1];
    if (hash === undefined) filter.add(line.normalize('NFKC').toLowerCase());
    else filter.addHash(Buffer.from(hash, 'hex'));
  }
  return filter;
}

async function* linesOf(files: readonly string[]): AsyncGenerator<string> {
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
    for await (const line of lines) if (line !== '') yield line;
  }
}

/** npm run breach-filter -- words.txt --to breach.filter: makes what the setting BREACH_FILTER names. */
async function main(args: string[]): Promise<void> {
  const options = { to: { type: 'string' }, rate: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const rate = Number(values.rate ?? FALSE_POSITIVE_RATE);
  if (positionals.length === 0 || values.to === undefined || !(rate > 0 && rate < 1)) throw new Error(USAGE);
  const filter = await filterOfFiles(positionals, rate);
  const bytes = filter.toBytes();
  await writeFile(values.to, bytes);
  console.log(`${values.to}: ${filter.passwords} passwords in ${bytes.length} bytes.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
