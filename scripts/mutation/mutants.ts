import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { shortHash } from './hash.ts';

/** A change in one place of the code, made by Stryker. */
export interface Mutant {
  /** Depends on the declaration around the mutant only, so it stays the same when the file moves. */
  id: string;
  /** Its name in the instrumented code. */
  switch: string;
  file: string;
  /** Counted from 1. */
  line: number;
  mutator: string;
  original: string;
  replacement: string;
}

export interface InstrumentedCode {
  mutants: Mutant[];
  /** The code of each file with all its mutants, each behind its switch. */
  code: Record<string, string>;
}

type StrykerMutant = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number];

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

/** Adds all mutants of the files to their code. Paths are relative to `root`. */
export async function instrument(root: string, files: readonly string[]): Promise<InstrumentedCode> {
  const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const result = await new Instrumenter(SILENT).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, ignorers: [], excludedMutations: [] },
  );
  const lines = new Map([...sources].map(([file, text]) => [file, text.split('\n')]));
  return {
    mutants: numberRepeats(
      result.mutants.map((mutant) => describe(mutant, lines.get(mutant.fileName) ?? [])),
    ),
    code: Object.fromEntries(result.files.map(({ name, content }) => [name, content])),
  };
}

function describe(mutant: StrykerMutant, lines: string[]): Mutant {
  const { start, end } = mutant.location;
  const declaration = declarationAround(lines, start.line);
  const place = [start.line - declaration.first, start.column, end.line - declaration.first, end.column];
  return {
    id: shortHash([declaration.text, ...place, mutant.mutatorName, mutant.replacement]),
    switch: mutant.id,
    file: mutant.fileName,
    line: start.line + 1,
    mutator: mutant.mutatorName,
    original: textBetween(lines, start, end),
    replacement: mutant.replacement,
  };
}

/** The top-level declaration around a line: from an unindented line to the one before the next unindented line. */
function declarationAround(lines: string[], line: number): { first: number; text: string } {
  const starts = (text: string | undefined): boolean => text !== undefined && /^[^\s})\]]/.test(text);
  let first = line;
  while (first > 0 && !starts(lines[first])) first -= 1;
  let last = line + 1;
  while (last < lines.length && !starts(lines[last])) last += 1;
  return { first, text: lines.slice(first, last).join('\n').trimEnd() };
}

function textBetween(lines: string[], start: StrykerMutant['location']['start'], end: typeof start): string {
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
