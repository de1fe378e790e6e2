import { parseArgs } from 'node:util';
import type { LoopbackServer } from './loopback-server.ts';
import { obtainNatsServer, startNats } from './nats.ts';
import { readPortFlag } from './port-flag.ts';
import { obtainRedisServer, startRedis } from './redis.ts';
import { serveUntilSignal } from './serve-until-signal.ts';
import { StartupError } from './startup-error.ts';

const SERVERS = {
  nats: { obtain: obtainNatsServer, start: startNats, debian: 'nats-server' },
  redis: { obtain: obtainRedisServer, start: startRedis, debian: 'redis-server' },
};

/** Starts the server that the command line names; rejects with StartupError when it cannot. */
async function startNamed(argv: readonly string[]): Promise<LoopbackServer> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { port: { type: 'string' } },
    allowPositionals: true,
  });
  const port = readPortFlag(values.port);
  const [name = ''] = positionals;
  if (name !== 'nats' && name !== 'redis')
    throw new StartupError(
      'Say which server to start: nats or redis, with --port if it must be a certain one.',
    );
  const { obtain, start, debian } = SERVERS[name];
  const binary = await obtain();
  if (binary === null)
    throw new StartupError(`There is no ${debian} here and none could be fetched: install ${debian}.`);
  return start(binary, port === undefined ? {} : { port });
}

await serveUntilSignal(() => startNamed(process.argv.slice(2)));
