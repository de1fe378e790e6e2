import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionContract } from '../../contracts/action.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Every contract of every collection in contracts/<service>/. */
export async function everyContract(): Promise<ActionContract[]> {
  const files = globSync('contracts/*/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts'));
  const modules = await Promise.all(
    files.map(async (file) => (await import(join(ROOT, file))) as Record<string, unknown>),
  );
  return modules
    .flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith('Contracts'))
    .flatMap(([, collection]) => Object.values(collection as Record<string, ActionContract>));
}
