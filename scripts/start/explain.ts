import { environment } from '../../lib/environment.ts';

/** An error as text for the person at the terminal, with its stack only at LOG_LEVEL debug or trace. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const port = /EADDRINUSE.*?:(\d+)$/.exec(error.message)?.[1];
  if (port)
    return `Port ${port} is already in use: stop the other program or choose another port in the settings.`;
  if (['debug', 'trace'].includes(environment()['LOG_LEVEL'] ?? '')) return error.stack ?? error.message;
  return error.message;
}
