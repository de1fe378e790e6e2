import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const ROLES = ['headline', 'description', 'negative'] as const;
/** One line, where it would stand, and for the brief of which key. `kind` says what is wrong with a hostile one. */
export type Line = { role: (typeof ROLES)[number]; key: string; text: string; kind: string };

const FOLDER = import.meta.dirname;
const HEADLINE = 30;
const Blocks = z.record(z.string(), z.string());
const Hostile = z.tuple([z.enum(ROLES), z.string(), z.string().min(1)]);

const blocksOf = (file: string): [string, string[]][] =>
  Object.entries(Blocks.parse(parse(readFileSync(join(FOLDER, file), 'utf8')))).map(([name, text]) => [
    name,
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ]);

/** Lines that nobody may publish for their brief. @throws ZodError when a line is not `role | brief | text` */
export function hostileLines(): Line[] {
  return blocksOf('hostile.yaml').flatMap(([kind, lines]) =>
    lines.map((line) => {
      const [role, key, text] = Hostile.parse(line.split(' | '));
      return { role, key, text, kind };
    }),
  );
}

/** Lines that a careful marketer may publish for their brief. What fits a headline is one. */
export function goodLines(): Line[] {
  return readdirSync(join(FOLDER, 'good'))
    .sort()
    .flatMap((file) => blocksOf(join('good', file)))
    .flatMap(([key, lines]) =>
      lines.map((text) => {
        const role = [...text].length <= HEADLINE ? ('headline' as const) : ('description' as const);
        return { role, key, text, kind: 'good' };
      }),
    );
}
