import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** What became of a mutant. `no coverage`: no unit test reaches its place. */
export type Status = 'killed' | 'survived' | 'timed out' | 'no coverage';

const Line = z.object({
  key: z.string(),
  status: z.enum(['killed', 'survived', 'timed out']),
  /** The test that noticed. */
  noticed: z.string().optional(),
});
export type StoredResult = z.infer<typeof Line>;

/** Results from earlier runs, by a key in which everything stands that a result depends on. */
export interface Results {
  get(key: string): StoredResult | undefined;
  add(result: StoredResult): void;
}

/** Opens the file of results, one a line, so that a run that is stopped loses nothing; `fresh` forgets them first. */
export function openResults(file: string, fresh: boolean): Results {
  mkdirSync(dirname(file), { recursive: true });
  if (fresh) rmSync(file, { force: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const known = new Map(text.split('\n').flatMap(parseLine));
  return {
    get: (key) => known.get(key),
    add(result) {
      known.set(result.key, result);
      appendFileSync(file, `${JSON.stringify(result)}\n`);
    },
  };
}

/** Nothing for a line that is empty or was cut off when a run was stopped. */
function parseLine(line: string): [string, StoredResult][] {
  try {
    const result = Line.parse(JSON.parse(line));
    return [[result.key, result]];
  } catch {
    return [];
  }
}
