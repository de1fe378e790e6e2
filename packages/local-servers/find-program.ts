import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cache-folder.ts';
import { unpackDebianPackages } from './debian-packages.ts';

const run = promisify(execFile);
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

/** A server program and the Debian packages that hold it with its less common libraries. */
export interface Program {
  name: string;
  /** Inside the unpacked packages. */
  path: string;
  packages: readonly string[];
}

/**
 * Finds a program that really runs: on PATH, in the usual folders, in our cache, or, on Debian,
 * downloaded into the cache. Returns null when there is none; never rejects.
 */
export async function findProgram(program: Program): Promise<string | null> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...SYSTEM_FOLDERS];
  const end = process.platform === 'win32' ? '.exe' : '';
  for (const folder of folders) {
    const binary = join(folder, program.name + end);
    if (existsSync(binary) && (await runs(binary))) return binary;
  }
  const cache = process.platform === 'linux' ? cacheFolder() : null;
  if (cache === null) return null;
  const target = join(cache, `${program.name}-${process.arch}`);
  if (!(await unpackDebianPackages(program.packages, target))) return null;
  const binary = join(target, program.path);
  return existsSync(binary) && (await runs(binary)) ? binary : null;
}

/** Where a program unpacked into our cache finds the libraries unpacked beside it; empty for others. */
export function libraryEnvironment(binary: string): Record<string, string> {
  const cache = cacheFolder();
  if (cache === null || !binary.startsWith(cache)) return {};
  const libraries = join(dirname(dirname(binary)), 'lib');
  if (!existsSync(libraries)) return {};
  const folders = readdirSync(libraries).filter((name) => name.includes('linux-gnu'));
  return { LD_LIBRARY_PATH: folders.map((name) => join(libraries, name)).join(delimiter) };
}

async function runs(binary: string): Promise<boolean> {
  try {
    await run(binary, ['--version'], {
      timeout: 5_000,
      env: { ...process.env, ...libraryEnvironment(binary) },
    });
    return true;
  } catch {
    return false;
  }
}
