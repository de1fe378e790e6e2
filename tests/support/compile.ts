import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './manifests.ts';

const COMPILER = join(ROOT, 'node_modules/tsc7/bin/tsc');

/**
 * What the project's own compiler says of source texts by path, as if each stood there in the project; none means that it
 * compiles. Texts may import each other and whatever is there.
 */
export function faultsOf(sources: Readonly<Record<string, string>>): Record<string, string[]> {
  mkdirSync(join(ROOT, '.data'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.data/compile-'));
  try {
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const compilerOptions = { rootDirs: [ROOT, folder], noUnusedLocals: false, noUnusedParameters: false };
    const config = { extends: '../../tsconfig.json', compilerOptions, include: ['**/*.ts'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = spawnSync(process.execPath, [COMPILER, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
      cwd: ROOT,
    });
    const place = relative(ROOT, folder);
    return Object.fromEntries(
      Object.keys(sources).map((path) => [
        path,
        stdout.split('\n').filter((line) => line.startsWith(`${join(place, path)}(`)),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
