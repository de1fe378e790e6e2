import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { isRunning, startStamp } from '@sip/local-servers/process-identity';
import { StartupError, folderError, systemCode } from '@sip/local-servers/startup-error';

const ABANDONED_MS = 5_000;

/**
 * Makes this process the only owner of a folder until the returned function is called or it dies.
 * Throws StartupError when another live process is the owner; the lock of a dead one is taken over.
 */
export function acquireOwnership(lockFile: string, folder: string): () => void {
  const content = `${String(process.pid)} ${startStamp(process.pid) ?? ''}`.trim();
  if (!create(lockFile, content, folder)) {
    takeOver(lockFile, content, folder);
  }
  return () => {
    if (read(lockFile) === content) rmSync(lockFile, { force: true });
  };
}

/** Whether a live process owns the folder with this lock file. */
export function isOwned(lockFile: string): boolean {
  return liveOwner(lockFile) !== null;
}

/** Of two processes that both find a dead owner, the second lock lets only one replace its file. */
function takeOver(lockFile: string, content: string, folder: string): void {
  const breaking = `${lockFile}.breaking`;
  const age = Date.now() - (statSync(breaking, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > ABANDONED_MS) rmSync(breaking, { force: true });
  if (!create(breaking, content, folder)) throw inUse(folder, null);
  try {
    const owner = liveOwner(lockFile);
    if (owner !== null) throw inUse(folder, owner);
    rmSync(lockFile, { force: true });
    if (!create(lockFile, content, folder)) throw inUse(folder, liveOwner(lockFile));
  } finally {
    rmSync(breaking, { force: true });
  }
}

function create(file: string, content: string, folder: string): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, content);
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw folderError(error, folder);
  }
}

function liveOwner(lockFile: string): number | null {
  const text = read(lockFile);
  if (text === null) return null;
  if (text === '') return isFresh(lockFile) ? 0 : null;
  const [pid, ...stamp] = text.split(' ');
  const owner = Number(pid);
  if (!isRunning(owner)) return null;
  const recorded = stamp.join(' ');
  return recorded !== '' && startStamp(owner) !== recorded ? null : owner;
}

/** An empty lock was made a moment ago by a process about to write its id, or by one that died then. */
function isFresh(lockFile: string): boolean {
  const made = statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - made < ABANDONED_MS;
}

function read(lockFile: string): string | null {
  try {
    return readFileSync(lockFile, 'utf8').trim();
  } catch {
    return null;
  }
}

function inUse(folder: string, owner: number | null): StartupError {
  const who = owner ? `by process ${String(owner)}` : 'by another process that is just starting';
  return new StartupError(
    `The data folder ${folder} is in use ${who}: stop it or choose another data folder.`,
  );
}
