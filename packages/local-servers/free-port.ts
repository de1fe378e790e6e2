import { createServer } from 'node:net';
import { StartupError, systemCode } from './startup-error.ts';

const LOWEST = 15_000;
/** From here on the system hands out ports to outgoing connections. */
const EPHEMERAL = 32_768;
const INTERFACES = ['127.0.0.1', '0.0.0.0', '::'];
const NO_SUCH_INTERFACE = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

/**
 * A port nobody listens on: the preferred one when it is free, otherwise one between 15000 and 32767.
 * Rejects with StartupError when two hundred tries found none.
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await obstacle(preferred)) === null) return preferred;
  for (let tries = 0; tries < 200; tries += 1) {
    const port = LOWEST + Math.floor(Math.random() * (EPHEMERAL - LOWEST));
    if ((await obstacle(port)) === null) return port;
  }
  throw new StartupError(
    'No free port was found between 15000 and 32767: stop some programs and start again.',
  );
}

/** Rejects with StartupError, naming the setting to change, when the port cannot be listened on. */
export async function assertPortFree(port: number, settingName: string): Promise<void> {
  const code = await obstacle(port);
  if (code === null) return;
  if (code === 'EACCES') {
    throw new StartupError(
      `Port ${String(port)} needs administrator rights: set ${settingName} to a port above 1023.`,
    );
  }
  throw new StartupError(
    `Port ${String(port)} is already in use: stop the other program or set ${settingName} to a free port.`,
  );
}

async function obstacle(port: number): Promise<string | null> {
  for (const host of INTERFACES) {
    const code = await tryListen(port, host);
    if (code !== null && !NO_SUCH_INTERFACE.includes(code)) return code;
  }
  return null;
}

function tryListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(systemCode(error) || 'EADDRINUSE');
    });
    server.listen({ port, host, exclusive: true, ipv6Only: host === '::' }, () => {
      server.close(() => {
        resolve(null);
      });
    });
  });
}
