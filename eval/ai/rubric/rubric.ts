import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Answer } from '../judge.ts';
import { shuffled } from '../statistics/random.ts';
import { hashOf } from './hash.ts';
import { Score, standingOf, type Standing } from './scores.ts';
import { sheetOf } from './sheet.ts';

/** Scores are data, written by people; which structure each hash was is written by the export. */
const SCORES = join(import.meta.dirname, 'scores.yaml');
const EXPORTED = join(import.meta.dirname, 'exported.json');
const Exported = z.record(z.string(), z.string());

/** Writes a sheet for each structure, in an order that the seed decides, and notes what was given to scorers. */
export function exportSheets(answers: readonly Answer[], folder: string, seed: number): number {
  mkdirSync(folder, { recursive: true });
  const structures = hashed(answers);
  const order = shuffled([...structures.keys()], seed);
  for (const hash of order) {
    const { test, structure } = structures.get(hash) ?? {};
    if (test !== undefined && structure !== undefined)
      writeFileSync(join(folder, `${hash}.md`), sheetOf(hash, test.brief, structure));
  }
  writeFileSync(join(folder, 'order.txt'), `${order.join('\n')}\n`);
  const all = { ...readExported(), ...Object.fromEntries(keysOf(structures)) };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(EXPORTED, `${JSON.stringify(sorted, null, 2)}\n`);
  return order.length;
}

/** What scorers have said of these structures. */
export function rubricOf(answers: readonly Answer[]): Standing {
  const scores = existsSync(SCORES) ? z.array(Score).parse(parse(readFileSync(SCORES, 'utf8')) ?? []) : [];
  return standingOf(scores, keysOf(hashed(answers)), new Map(Object.entries(readExported())));
}

export function rubricLines({ structures, scoredByTwo, median, atOne, kappa, stale }: Standing): string[] {
  const known = (value: number | null) => (value === null ? 'not known' : value.toFixed(2));
  return [
    `rubric: ${scoredByTwo} of ${structures} structures scored by two`,
    ...(scoredByTwo > 0
      ? [`  median ${known(median)} (goal ≥ 3.5), agreement (weighted kappa) ${known(kappa)}`]
      : []),
    ...(atOne.length > 0 ? [`  at 1 (goal: none): ${atOne.join(', ')}`] : []),
    ...(stale.length > 0 ? [`  stale, the structure has changed since: ${stale.join(', ')}`] : []),
  ];
}

function hashed(answers: readonly Answer[]) {
  return new Map(
    answers.flatMap((answer) => {
      if (answer.kind === 'refused') return [];
      const { test, structure } = answer;
      return [[hashOf(test.brief, structure), { test, structure }] as const];
    }),
  );
}

const keysOf = (structures: ReturnType<typeof hashed>): Map<string, string> =>
  new Map([...structures].map(([hash, { test }]) => [hash, test.key]));

const readExported = (): z.infer<typeof Exported> =>
  existsSync(EXPORTED) ? Exported.parse(JSON.parse(readFileSync(EXPORTED, 'utf8'))) : {};
