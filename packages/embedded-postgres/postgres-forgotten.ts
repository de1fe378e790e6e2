import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOwned } from './owner-lock.ts';
import type { Home } from './postgres-home.ts';

const DISPOSABLE = 'disposable';
const POINTER = 'moved-to';
const OLDER = 'cluster.before-';

/**
 * Notes in the requested folder where the data is when it had to be put elsewhere. Removing the
 * requested folder removes the note, which is how we learn that the data is not wanted any more.
 */
export function recordPlace(home: Home, durable: boolean): void {
  if (home.dir === home.requested) return;
  writeFileSync(join(home.requested, POINTER), `${home.dir}\n`);
  const holdsOlderData = readdirSync(home.dir).some((name) => name.startsWith(OLDER));
  if (!durable && !holdsOlderData) writeFileSync(join(home.dir, DISPOSABLE), `${home.requested}\n`);
}

/** From now on the data is worth keeping, even if a test made it. */
export function keepPlace(home: Home): void {
  rmSync(join(home.dir, DISPOSABLE), { force: true });
}

/**
 * Sets the data aside when the requested folder lost its note, and deletes the data of test runs
 * whose folders are gone. Does nothing for data kept in the requested folder itself.
 */
export function dropForgotten(home: Home): void {
  if (home.dir === home.requested) return;
  if (existsSync(home.cluster) && !existsSync(join(home.requested, POINTER))) {
    renameSync(home.cluster, join(home.dir, `${OLDER}${String(Date.now())}`));
  }
  const all = dirname(home.dir);
  for (const name of readdirSync(all)) {
    const other = join(all, name);
    if (other !== home.dir && isForgottenTest(other)) rmSync(other, { recursive: true, force: true });
  }
}

function isForgottenTest(dir: string): boolean {
  try {
    const requested = readFileSync(join(dir, DISPOSABLE), 'utf8').trim();
    return !existsSync(join(requested, POINTER)) && !isOwned(join(dir, 'owner.lock'));
  } catch {
    return false;
  }
}
