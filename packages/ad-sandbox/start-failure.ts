/** What the command line asks for and there is not; its message is one sentence for the person at the terminal. */
export class FlagError extends Error {
  override name = 'FlagError';
}

/** One sentence on why the simulators did not start; null for a defect of ours, of which the whole stack is wanted. */
export function startSentence(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof FlagError || code?.startsWith('ERR_PARSE_ARGS_') === true)
    return `${error.message.replace(/\.?$/, '.')} docs/simulators.md has all flags.`;
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: choose another one, or leave the flag out, and a free one is taken.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'The --host is no address of this machine: choose another one, or leave the flag out.';
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be listened at here: choose one above 1023.`;
  if (
    path !== undefined &&
    code !== undefined &&
    ['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)
  )
    return `The folder ${path} cannot be used (${code}): choose another --data-dir.`;
  return null;
}
