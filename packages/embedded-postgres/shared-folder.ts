import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '@sip/local-servers/startup-error';

const NAME = 'sales-intelligence-platform';
const PARENTS = ['/var/lib', '/var/tmp', '/tmp'];

/**
 * A folder of ours that every local user may pass through, for programs and data that must be
 * reachable for another account. /var/lib comes first because systems clean the other two by age.
 * A folder of that name which somebody else made is never used. Throws StartupError when none works.
 */
export function sharedFolder(parents: readonly string[] = PARENTS): string {
  const uid = process.geteuid?.() ?? 0;
  for (const parent of parents) {
    const folder = join(parent, `${NAME}-${String(uid)}`);
    if (makeOwn(folder, uid)) return folder;
  }
  throw new StartupError(
    `None of ${parents.join(', ')} can be written, and one is needed for PostgreSQL: set DATABASE_URL instead.`,
  );
}

function makeOwn(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    return true;
  } catch {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    return found !== undefined && found.isDirectory() && found.uid === uid && (found.mode & 0o777) === 0o755;
  }
}
