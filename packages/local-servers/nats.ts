import { findProgram } from './find-program.ts';
import { startLoopbackServer, type LoopbackServer, type ServerKind } from './loopback-server.ts';

const NATS: ServerKind = {
  name: 'nats-server',
  arguments: (port) => ['--addr', '127.0.0.1', '--port', String(port)],
  url: (port) => `nats://127.0.0.1:${String(port)}`,
  question: 'CONNECT {"verbose":false}\r\nPING\r\n',
  answer: 'PONG',
};

/**
 * The path of a nats-server that runs: installed, cached, or fetched from Debian into the cache.
 * Null when there is none; never rejects.
 */
export function obtainNatsServer(): Promise<string | null> {
  return findProgram({ name: 'nats-server', path: 'usr/sbin/nats-server', packages: ['nats-server'] });
}

/** Starts a private NATS server on the loopback interface. Rejects with StartupError. */
export function startNats(binary: string, options: { port?: number } = {}): Promise<LoopbackServer> {
  return startLoopbackServer(NATS, binary, options.port);
}
