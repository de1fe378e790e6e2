import { findProgram } from './find-program.ts';
import { startLoopbackServer, type LoopbackServer, type ServerKind } from './loopback-server.ts';

const OPEN: ServerKind = {
  name: 'nats-server',
  arguments: (port) => ['--addr', '127.0.0.1', '--port', String(port)],
  url: (port) => `nats://127.0.0.1:${String(port)}`,
  question: 'CONNECT {"verbose":false}\r\nPING\r\n',
  answer: 'PONG',
};

/** With a configuration of its own, which may ask for TLS and credentials: it greets everybody, and that is all we ask. */
const configured = ({ file, log, monitor }: NatsConfiguration): ServerKind => ({
  ...OPEN,
  arguments: (port) => [
    ...['--config', file, '--log', log, '--http_port', String(monitor)],
    ...OPEN.arguments(port),
  ],
  url: (port) => `tls://127.0.0.1:${String(port)}`,
  question: '',
  answer: 'INFO {',
});

/** A configuration file, where the server writes its log, and the port of its monitoring. */
export interface NatsConfiguration {
  file: string;
  log: string;
  monitor: number;
}

/**
 * The path of a nats-server that runs: installed, cached, or fetched from Debian into the cache.
 * Null when there is none; never rejects.
 */
export function obtainNatsServer(): Promise<string | null> {
  return findProgram({ name: 'nats-server', path: 'usr/sbin/nats-server', packages: ['nats-server'] });
}

/**
 * Starts a private NATS server on the loopback interface: open, or with a configuration that asks for TLS. Rejects with
 * StartupError.
 */
export function startNats(
  binary: string,
  { port, configuration }: { port?: number; configuration?: NatsConfiguration } = {},
): Promise<LoopbackServer> {
  return startLoopbackServer(configuration ? configured(configuration) : OPEN, binary, port);
}
