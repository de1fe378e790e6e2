import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Bank } from './domain/bank.ts';
import { LanguageFile, LinkedInFile, Trade } from './domain/schema.ts';

const HERE = import.meta.dirname;
/** The test of the bank reads the files with all checks; here they would make reading three times as long. */
const QUICKLY = { prettyErrors: false, uniqueKeys: false, stringKeys: true } as const;
let read: Promise<Bank> | undefined;

/**
 * The bank as its files are, read once a process at the first need. One file after the other, so that whoever else works in
 * this process goes on between them.
 * @throws ZodError when a file is not what it has to be
 */
export function readBank(): Promise<Bank> {
  read ??= readFiles();
  return read;
}

async function readFiles(): Promise<Bank> {
  const trades: Trade[] = [];
  const names = (await readdir(join(HERE, 'trades'))).filter((name) => name.endsWith('.yaml')).sort();
  for (const name of names) trades.push(Trade.parse(await yaml('trades', name)));
  const language = async (name: string): Promise<LanguageFile> =>
    LanguageFile.parse(await yaml('languages', `${name}.yaml`));
  return new Bank({
    trades,
    languages: {
      en: await language('en'),
      de: await language('de'),
      fr: await language('fr'),
      es: await language('es'),
    },
    linkedIn: LinkedInFile.parse(await yaml('linkedin.yaml')),
  });
}

async function yaml(...path: string[]): Promise<unknown> {
  return parse(await readFile(join(HERE, ...path), 'utf8'), QUICKLY) as unknown;
}
