/** A start that cannot go on; its message is one sentence meant for the person at the terminal. */
export class StartupError extends Error {
  override name = 'StartupError';
}

/** The code of a system error (`EACCES`, `ENOSPC` and so on), or an empty string for any other value. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

/**
 * Turns a failed use of a folder into the sentence a person can act on.
 * Returns a StartupError in every case; never throws.
 */
export function folderError(error: unknown, folder: string): StartupError {
  if (error instanceof StartupError) return error;
  const code = systemCode(error);
  const options = { cause: error };
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new StartupError(
      `The folder ${folder} cannot be written (${code}): choose a writable folder or correct its owner.`,
      options,
    );
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartupError(`${folder} is not a folder: choose another data folder.`, options);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(`The folder ${folder} cannot be used: ${reason}.`, options);
}

/** The sentence for a disk without space left. */
export function diskFull(folder: string, cause?: unknown): StartupError {
  return new StartupError(`The disk that holds ${folder} is full: free some space and start again.`, {
    cause,
  });
}
