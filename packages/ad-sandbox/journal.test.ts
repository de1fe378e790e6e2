import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Journal } from './journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'journal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = (file: string): number[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);

it('an acknowledged line is in the file, in order, however many were written at once', async () => {
  const file = join(folder, 'many.ndjson');
  const journal = new Journal<number>(file);
  const wanted = Array.from({ length: 200 }, (_, index) => index);
  await Promise.all(wanted.map((value) => journal.append(value)));
  expect(lines(file)).toEqual(wanted);
  await journal.close();
});

it('a line appended while the file is rewritten is not lost', async () => {
  const file = join(folder, 'rewritten.ndjson');
  const journal = new Journal<number>(file);
  await Promise.all([1, 2, 3].map((value) => journal.append(value)));
  await Promise.all([journal.append(4), journal.rewrite((entries) => entries.slice(-2)), journal.append(5)]);
  await journal.append(6);
  expect(journal.entries).toEqual([4, 5, 6]);
  expect(lines(file)).toEqual([4, 5, 6]);
  await journal.close();
});
