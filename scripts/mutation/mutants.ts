import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { shortHash } from './hash.ts';

/** One change of one place of the code, as Stryker makes it. */
export interface Mutant {
  /** Stays the same while the declaration around the mutant does, also when its file moves. */
  id: string;
  /** The name under which the instrumented code knows it. */
  switch: string;
  file: string;
  /** Counted from 1. */
  line: number;
  mutator: string;
  original: string;
  replacement: string;
}

export interface Instrumented {
  mutants: Mutant[];
  /** The code of each file with all its mutants in it, each behind its switch. */
  code: Record<string, string>;
}

type Found = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number];

const SILENT = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
};

/** Puts all the mutants of `files` into their code. Paths are those from `root`. */
export async function instrument(root: string, files: readonly string[]): Promise<Instrumented> {
  const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const result = await new Instrumenter(SILENT).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, ignorers: [], excludedMutations: [] },
  );
  const lines = new Map([...sources].map(([file, text]) => [file, text.split('\n')]));
  return {
    mutants: numberRepeats(result.mutants.map((found) => describe(found, lines.get(found.fileName) ?? []))),
    code: Object.fromEntries(result.files.map(({ name, content }) => [name, content])),
  };
}

function describe(found: Found, lines: string[]): Mutant {
  const { start, end } = found.location;
  const around = declarationAround(lines, start.line);
  const place = [start.line - around.first, start.column, end.line - around.first, end.column];
  return {
    id: shortHash([around.text, ...place, found.mutatorName, found.replacement]),
    switch: found.id,
    file: found.fileName,
    line: start.line + 1,
    mutator: found.mutatorName,
    original: textBetween(lines, start, end),
    replacement: found.replacement,
  };
}

/** The lines of the top-level declaration in which line `at` stands: from one unindented line to before the next. */
function declarationAround(lines: string[], at: number): { first: number; text: string } {
  const starts = (line: string | undefined): boolean => line !== undefined && /^[^\s})\]]/.test(line);
  let first = at;
  while (first > 0 && !starts(lines[first])) first -= 1;
  let last = at + 1;
  while (last < lines.length && !starts(lines[last])) last += 1;
  return { first, text: lines.slice(first, last).join('\n').trimEnd() };
}

function textBetween(lines: string[], start: Found['location']['start'], end: typeof start): string {
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.column, end.column);
  const middle = lines.slice(start.line + 1, end.line);
  return [
    (lines[start.line] ?? '').slice(start.column),
    ...middle,
    (lines[end.line] ?? '').slice(0, end.column),
  ].join('\n');
}

function numberRepeats(mutants: Mutant[]): Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const count = (seen.get(mutant.id) ?? 0) + 1;
    seen.set(mutant.id, count);
    return count === 1 ? mutant : { ...mutant, id: `${mutant.id}-${count}` };
  });
}
