import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The result for a mutant. `no coverage`: no unit test reaches its place. */
export type Status = 'killed' | 'survived' | 'timed out' | 'no coverage';

const Line = z.object({
  key: z.string(),
  status: z.enum(['killed', 'survived', 'timed out']),
  /** The test that noticed the mutant. */
  noticed: z.string().optional(),
});
export type StoredResult = z.infer<typeof Line>;

/** Results of earlier runs, by a key that holds everything that a result depends on. */
export interface Results {
  get(key: string): StoredResult | undefined;
  add(result: StoredResult): void;
}

/**
 * Opens the file of results. It has one line for each, so that a stopped run loses nothing; `fresh` deletes it first.
 */
export function openResults(file: string, fresh: boolean): Results {
  mkdirSync(dirname(file), { recursive: true });
  if (fresh) rmSync(file, { force: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const results = new Map(text.split('\n').flatMap(parseLine));
  return {
    get: (key) => results.get(key),
    add(result) {
      results.set(result.key, result);
      appendFileSync(file, `${JSON.stringify(result)}\n`);
    },
  };
}

/** The result in a line; empty for a line that is empty or incomplete because a run was stopped. */
function parseLine(line: string): [string, StoredResult][] {
  try {
    const result = Line.parse(JSON.parse(line));
    return [[result.key, result]];
  } catch {
    return [];
  }
}
