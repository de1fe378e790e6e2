/** A server that runs beside this program and can be stopped. */
export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * The whole life of a program that only starts a server: prints its URL in one line, stays until
 * SIGINT (Ctrl-C) or SIGTERM, and stops it. A failed start prints its message and sets exit code 1.
 */
export async function serveUntilSignal(start: () => Promise<RunningServer>): Promise<void> {
  const awake = setInterval(() => undefined, 60_000);
  const signal = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => resolve());
  });
  try {
    const server = await start();
    process.stdout.write(`${server.url}\n`);
    await signal;
    await server.stop();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    clearInterval(awake);
  }
}
