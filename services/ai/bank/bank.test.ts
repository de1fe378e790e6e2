import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eld } from 'eld/medium';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tradeFaults } from './domain/faults.ts';
import { LANGUAGES, type Pack } from './domain/schema.ts';
import { readBank } from './read-bank.ts';

const HERE = join(import.meta.dirname, 'trades');
const files = readdirSync(HERE).filter((name) => name.endsWith('.yaml'));
const bank = await readBank();
const detector = eld.newInstance();
detector.setLanguageSubset([...LANGUAGES]);
const LEAD = 0.1;

it('the bank has at least 60 trades, each in the file of its name', () => {
  expect(bank.files.trades.length).toBeGreaterThanOrEqual(60);
  expect(bank.files.trades.map(({ trade }) => `${trade}.yaml`)).toEqual([...files].sort());
});

it('no file says a key twice', () => {
  for (const name of files)
    expect(() => parse(readFileSync(join(HERE, name), 'utf8')) as unknown, name).not.toThrow();
});

it('every trade has the same services in the four languages, terms that platforms take, and negatives that block none of them', () => {
  expect(bank.files.trades.flatMap((trade) => tradeFaults(trade, bank.files.linkedIn))).toEqual([]);
});

it('a trade is akin to trades of the bank', () => {
  const names = new Set(bank.files.trades.map(({ trade }) => trade));
  expect(bank.files.trades.flatMap(({ akin }) => akin ?? []).filter((name) => !names.has(name))).toEqual([]);
});

describe('what is wrong with a trade is found', () => {
  const [good] = bank.files.trades;
  if (good === undefined) throw new Error('the bank is empty');
  const faultsOf = (en: Partial<Pack>) =>
    tradeFaults({ ...good, en: { ...good.en, ...en } }, bank.files.linkedIn).join('\n');
  it.each<[string, Partial<Pack>, string]>([
    ['a negative that keeps a term away', { terms: ['tax course'], negatives: ['course'] }, 'would keep'],
    ['a term twice', { terms: ['Tax Adviser', 'tax adviser'] }, 'twice'],
    ['a term that Google refuses', { terms: ['tax, adviser'] }, 'no keyword'],
    ['a claim in a call to action', { actions: ['Get a Free Quote'] }, 'claims something'],
    ['a service that other languages lack', { services: good.en.services.slice(1) }, 'differ from en'],
  ])('%s', (_what, en, fault) => expect(faultsOf(en)).toContain(fault));
});

it.each(LANGUAGES)('what is written in %s is in that language', (language) => {
  const foreign = bank.files.trades.filter((trade) => {
    const pack = trade[language];
    const text = [
      ...pack.terms,
      ...pack.services.flatMap(({ name, terms }) => [name, ...terms]),
      ...pack.negatives,
    ].join(' ');
    const found = detector.detect(text);
    const scores = found.getScores();
    // Trades with many English words in every language lead by a hair; a slip leads by far.
    return (scores[found.language] ?? 0) - (scores[language] ?? 0) > LEAD;
  });
  expect(foreign.map(({ trade }) => trade)).toEqual([]);
});

it.each(LANGUAGES)('the patterns of %s can be read, and no sentence of it claims anything', (language) => {
  const { file } = bank.lexicon(language);
  for (const source of [
    ...file.excluded,
    ...file.unfit,
    file.everybody,
    file.asks.formal,
    file.asks.informal,
  ])
    expect(() => new RegExp(source, 'iu'), source).not.toThrow();
  for (const voice of Object.values(file.voices))
    if (voice.notActions !== undefined) expect(() => new RegExp(voice.notActions ?? '', 'iu')).not.toThrow();
});
