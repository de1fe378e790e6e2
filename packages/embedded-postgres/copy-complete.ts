import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { folderError } from '@sip/local-servers/startup-error';

/**
 * Copies a folder so that the target either does not exist or is complete, also when we are killed
 * half-way or somebody else copies at the same time. Everybody may read the copy, whatever the umask.
 * Throws StartupError (read-only, disk full).
 */
export function copyComplete(source: string, target: string, finish: (copy: string) => void): void {
  let unfinished = '';
  try {
    unfinished = mkdtempSync(`${target}.unfinished-`);
    copyFolder(source, unfinished);
    finish(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    if (unfinished !== '') rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw folderError(error, target);
  }
}

function copyFolder(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  chmodSync(target, 0o755);
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) copyFolder(from, to);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else {
      copyFileSync(from, to, constants.COPYFILE_FICLONE);
      chmodSync(to, 0o755);
    }
  }
}
