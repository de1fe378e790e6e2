import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Structure } from '../../contracts/structure.ts';
import type { TestBrief } from './briefs.ts';
import type { Answer } from './judge.ts';

/** Answers as a file keeps them: the brief by its key, because it is data of its own. */
const Kept = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({ key: z.string(), ms: z.number(), kind: z.literal('structure'), structure: Structure }),
    z.strictObject({ key: z.string(), ms: z.number(), kind: z.literal('refused'), code: z.string() }),
  ]),
);

export function saveAnswers(file: string, answers: readonly Answer[]): void {
  const kept = answers.map(({ test, ...answer }) => ({ key: test.key, ...answer }));
  writeFileSync(file, JSON.stringify(Kept.parse(kept), null, 1));
}

/** The kept answers to these briefs, in their order. @throws Error when the file has none for one of them */
export function readAnswers(file: string, tests: readonly TestBrief[]): Answer[] {
  const kept = new Map(Kept.parse(JSON.parse(readFileSync(file, 'utf8'))).map((a) => [a.key, a]));
  return tests.map((test) => {
    const answer = kept.get(test.key);
    if (answer === undefined) throw new Error(`${file} has no answer for ${test.key}`);
    const { key: _, ...rest } = answer;
    return { test, ...rest };
  });
}
