import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { PLANTED, type PlantedBug } from './planted-bugs.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEFT_OUT = ['node_modules', '.git', '.data', 'coverage'];

/** The file with the bug in it. @throws Error when the place is not there exactly once */
export function spoiled(text: string, { name, file, find, replace }: PlantedBug): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`“${name}” finds its place ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}

/** Plays the cells of a bug on a copy of the product that has it. */
async function playSpoiled(bug: PlantedBug): Promise<{ caught: boolean; said: string }> {
  const copy = await mkdtemp(join(tmpdir(), 'sip-planted-'));
  try {
    await cp(ROOT, copy, {
      recursive: true,
      filter: (source) => !LEFT_OUT.includes(relative(ROOT, source).split('/')[0] ?? ''),
    });
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const file = join(copy, bug.file);
    await writeFile(file, spoiled(await readFile(file, 'utf8'), bug));
    const child = spawn(
      process.execPath,
      [join(copy, 'tests/crash-matrix/main.ts'), ...bug.cells.flatMap((id) => ['--cell', id])],
      { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(child, 'exit');
    const lines = said.split('\n').filter((line) => line.startsWith('BROKEN'));
    return {
      caught: lines.some((line) => line.includes(`: ${bug.rule}`)),
      said: lines[0] ?? said.slice(-600),
    };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Tells of each planted bug whether the matrix catches it. @returns how many it does not */
export async function playPlanted(only: string, say: (line: string) => void): Promise<number> {
  const bugs = PLANTED.filter(({ name }) => name.includes(only));
  let missed = 0;
  for (const bug of bugs) {
    const { caught, said } = await playSpoiled(bug);
    if (!caught) missed += 1;
    say(`${caught ? 'caught' : 'MISSED'}  ${bug.name}\n        ${said}`);
  }
  say(`${bugs.length - missed} of ${bugs.length} planted bugs caught`);
  return missed;
}
