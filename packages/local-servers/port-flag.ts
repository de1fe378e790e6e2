import { StartupError } from './startup-error.ts';

/** The port that a command line's `--port` names, undefined without it. Throws StartupError for what is no port. */
export function readPortFlag(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartupError(`--port must be a number between 1 and 65535, and "${text}" is not.`);
}
