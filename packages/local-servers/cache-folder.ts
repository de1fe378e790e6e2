import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = 'sales-intelligence-platform';

/**
 * A folder of this user for things that can be fetched again; null when none can be written.
 * In the temporary folder, which all users share, a folder made by somebody else is not used.
 */
export function cacheFolder(): string | null {
  const own = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const uid = process.geteuid?.() ?? 0;
  return usable(join(own, NAME), uid) ?? usable(join(tmpdir(), `${NAME}-cache-${String(uid)}`), uid);
}

function usable(folder: string, uid: number): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    const found = lstatSync(folder);
    return found.isDirectory() && (process.platform === 'win32' || found.uid === uid) ? folder : null;
  } catch {
    return null;
  }
}
