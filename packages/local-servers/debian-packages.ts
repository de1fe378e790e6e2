import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FAIL_SOON = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15'];

/**
 * Downloads Debian packages and unpacks them side by side into the target, complete or not at all;
 * nothing is installed on the system. Returns false where that is impossible: no apt, no network,
 * unknown package. Only root may refresh missing package lists; nobody else needs root.
 */
export async function unpackDebianPackages(names: readonly string[], target: string): Promise<boolean> {
  if (existsSync(target)) return true;
  let folder = '';
  try {
    mkdirSync(dirname(target), { recursive: true });
    folder = mkdtempSync(`${target}.unfinished-`);
    await download(names, folder);
    const root = join(folder, 'root');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
      await run('dpkg-deb', ['-x', join(folder, file), root]);
    }
    renameSync(root, target);
    return true;
  } catch {
    return existsSync(target);
  } finally {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  }
}

async function download(names: readonly string[], cwd: string): Promise<void> {
  const fetch = (): Promise<unknown> =>
    run('apt-get', ['download', ...FAIL_SOON, ...names], { cwd, timeout: 60_000 });
  try {
    await fetch();
  } catch (error) {
    if (process.geteuid?.() !== 0) throw error;
    await run('apt-get', ['update', ...FAIL_SOON], { timeout: 90_000 });
    await fetch();
  }
}
