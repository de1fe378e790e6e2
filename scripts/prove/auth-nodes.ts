import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environment } from '../../lib/environment.ts';
import { obtainNatsServer } from '@sip/local-servers/nats';
import type { Call } from '../../mixins/call.ts';
import { callFromBroker } from '../../mixins/call.ts';
import { startLockedBus } from '../../tests/support/test-bus.ts';
import { runNode } from '../run-node.ts';
import { productSettings } from '../services.ts';

const NODE = join(import.meta.dirname, '..', 'node.ts');

/** Where the nodes find their databases; `{service}` in the address stands for the service's name. */
export type NodeDatabases = { url: string; password: string };
export type AuthNodes = {
  /** Calls auth over NATS; the nodes take turns. */
  call: Call;
  /** The process ids of the nodes. */
  pids: readonly number[];
  stop(): Promise<void>;
};

/**
 * Nodes of auth, each a process of its own, over a real nats-server with TLS and credentials; a gateway's node in this process
 * calls them.
 * @throws Error where no nats-server can be had
 */
export async function startAuthNodes(
  databases: NodeDatabases,
  count: number,
  settings: Record<string, string> = {},
): Promise<AuthNodes> {
  const binary = await obtainNatsServer();
  if (!binary) throw new Error('no nats-server: apt-get install nats-server');
  const bus = await startLockedBus(binary);
  const env = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    NATS_URL: bus.url,
    DATABASE_URL: databases.url,
    DB_PASSWORD: databases.password,
    JWT_SECRET: 'a-secret-for-this-run-only-0123456789abcdef',
    BROKER_METRICS_PORT: '0',
    AUTH_SERVICE_PORT: '0',
    API_GATEWAY_PORT: '0',
    ...settings,
  };
  const children: ChildProcess[] = [];
  const kill = async () => {
    for (const child of children) child.kill('SIGKILL');
    await bus.stop();
  };
  try {
    for (let i = 0; i < count; i += 1)
      children.push(await startNode({ ...env, ...bus.settingsFor(['auth']), NODE_ID: `auth.${i}` }));
    const caller = { ...env, ...bus.settingsFor(['gateway']), SERVICES: 'gateway', NODE_ID: 'gateway.0' };
    const gateway = await runNode(productSettings(caller));
    await gateway.broker.waitForServices('auth');
    const stop = async () => {
      await gateway.stop();
      await kill();
    };
    const pids = children.map(({ pid }) => pid ?? 0);
    return { call: callFromBroker(gateway.broker), pids, stop };
  } catch (error) {
    await kill();
    throw error;
  }
}

async function startNode(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [NODE, 'auth'], {
    env: { PATH: environment()['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(' ready as ')) resolve();
    });
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`a node of auth did not start: ${said.slice(-2_000)}`);
  });
  await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return child;
}
