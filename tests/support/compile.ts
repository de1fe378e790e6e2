import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from './manifests.ts';

const COMPILER = join(ROOT, 'node_modules/tsc7/bin/tsc');

/**
 * What the project's own compiler says of source texts, by name; none means that it compiles. A text imports as if it stood in
 * a folder at the project's root (`../contracts/…`).
 */
export function faultsOf(sources: Readonly<Record<string, string>>): Record<string, string[]> {
  mkdirSync(join(ROOT, '.data'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.data/compile-'));
  try {
    for (const [name, text] of Object.entries(sources))
      writeFileSync(join(folder, `${name}.ts`), text.replaceAll(/(['"])\.\.\//g, '$1../../'));
    const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
    const config = { extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = spawnSync(process.execPath, [COMPILER, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    });
    const faults = stdout.split('\n').filter((line) => line.includes('error TS'));
    return Object.fromEntries(
      Object.keys(sources).map((name) => [
        name,
        faults.filter((fault) => basename(fault.split('(')[0] ?? '') === `${name}.ts`),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
