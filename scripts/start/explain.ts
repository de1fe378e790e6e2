/** The sentence for the person at the terminal; the stack only when LOG_LEVEL asks for it. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const port = /EADDRINUSE.*?:(\d+)$/.exec(error.message)?.[1];
  if (port)
    return `Port ${port} is already in use: stop the other program or choose another port in the settings.`;
  if (process.env['LOG_LEVEL'] === 'debug' || process.env['LOG_LEVEL'] === 'trace')
    return error.stack ?? error.message;
  return error.message;
}
