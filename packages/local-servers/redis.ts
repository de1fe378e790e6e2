import { findProgram } from './find-program.ts';
import { startLoopbackServer, type LoopbackServer, type ServerKind } from './loopback-server.ts';

const REDIS: ServerKind = {
  name: 'redis-server',
  arguments: (port) => ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
  url: (port) => `redis://127.0.0.1:${String(port)}`,
  question: 'PING\r\n',
  answer: '+PONG',
};

/** In Debian the program itself is in redis-tools; two of its libraries are seldom installed. */
const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'];

/**
 * The path of a redis-server that runs: installed, cached, or fetched from Debian into the cache.
 * Null when there is none; never rejects.
 */
export function obtainRedisServer(): Promise<string | null> {
  return findProgram({ name: 'redis-server', path: 'usr/bin/redis-server', packages: PACKAGES });
}

/** Starts a private Redis on the loopback interface that keeps nothing on disk. Rejects with StartupError. */
export function startRedis(binary: string, options: { port?: number } = {}): Promise<LoopbackServer> {
  return startLoopbackServer(REDIS, binary, options.port);
}
