import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServiceName } from '../../contracts/permissions.ts';
import { freePort } from '@sip/local-servers/free-port';
import { obtainNatsServer } from '@sip/local-servers/nats';
import { cloneDatabases, type TestDatabases } from './databases.ts';
import { until } from '../../client/testing/until.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';
import { startLockedBus, type TestBus } from './test-bus.ts';

const NODE = join(import.meta.dirname, '../../scripts/node.ts');
const SERVICES: readonly ServiceName[] = ['auth', 'campaign', 'ai', 'analytics', 'platforms', 'gateway'];

export type ClusterNode = {
  id: string;
  services: readonly ServiceName[];
  port: number;
  child: ChildProcess;
  /** Everything that the process has written by now. */
  output(): string;
};
export type Cluster = {
  url: string;
  bus: TestBus;
  sandbox: Sandbox;
  databases: TestDatabases;
  nodes: ClusterNode[];
  env: Record<string, string>;
  /** Starts one more node. */
  add(id: string, services: readonly ServiceName[]): Promise<ClusterNode>;
  /** Ends a node at once, as a power cut would. */
  kill(id: string): Promise<void>;
  stop(): Promise<void>;
};

/** Settings of every node, or of each node by its id. */
export type NodeSettings =
  Record<string, string> | ((id: string, sandbox: Sandbox) => Promise<Record<string, string>>);

/** A nats-server for tests, or null where none can be had (a failure when CI=true). */
export async function natsBinary(): Promise<string | null> {
  const binary = await obtainNatsServer();
  if (!binary && process.env['CI'] === 'true') throw new Error('no nats-server: apt-get install nats-server');
  return binary;
}

/**
 * One process a service, and what else is asked for, over a real nats-server and a real PostgreSQL. The bus is the one of
 * production (TLS, credentials) unless a test brings another; outside of vitest the databases are
 * the caller's.
 */
export async function startCluster(
  binary: string,
  extra: readonly (readonly [string, readonly ServiceName[]])[],
  settings: NodeSettings = {},
  startBus = (): Promise<TestBus> =>
    startLockedBus(
      binary,
      extra.map(([, services]) => services.join(',')),
    ),
  openDatabases = (): Promise<TestDatabases> => cloneDatabases(SERVICES.filter((s) => s !== 'gateway')),
): Promise<Cluster> {
  const [bus, sandbox, databases] = await Promise.all([startBus(), startSandbox(), openDatabases()]);
  const nodes: ClusterNode[] = [];
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    NATS_URL: bus.url,
    DATABASE_URL: databases.url,
    DB_PASSWORD: databases.password,
    JWT_SECRET: 'a-secret-for-this-test-run-only-0123456789',
    PLATFORM_TOKENS_KEY: 'a-key-for-this-test-run-only-0123456789ab',
    ALERT_WEBHOOKS_KEY: 'a-key-for-this-test-run-only-abcdef012345',
    // where nobody listens: no test posts to the internet
    ALERT_WEBHOOK_RELAY: 'http://127.0.0.1:9',
    BROKER_METRICS_PORT: '0',
    LIMIT_API_PER_MINUTE: '100000',
    ...sandbox.env,
    ...(typeof settings === 'function' ? {} : settings),
  };
  const add = async (id: string, services: readonly ServiceName[]) => {
    const own = typeof settings === 'function' ? await settings(id, sandbox) : {};
    const node = await startNode(id, services, { ...env, ...bus.settingsFor(services), ...own });
    nodes.push(node);
    return node;
  };
  const stop = async () => {
    for (const node of nodes) node.child.kill('SIGKILL');
    await sandbox.close();
    await bus.stop();
    await databases.drop();
  };
  try {
    await Promise.all([
      ...SERVICES.map((s) => add(s, [s])),
      ...extra.map(([id, services]) => add(id, services)),
    ]);
    const url = `http://127.0.0.1:${nodes.find((n) => n.id === 'gateway')?.port}`;
    await until(
      () =>
        fetch(`${url}/health/ready`).then(
          (r) => r.status,
          () => 0,
        ),
      (status) => status === 200,
      30,
    );
    return { url, bus, sandbox, databases, nodes, env, add, kill: (id) => killNode(nodes, id), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function killNode(nodes: ClusterNode[], id: string): Promise<void> {
  const node = nodes.find((n) => n.id === id);
  if (!node) throw new Error(`no node ${id}`);
  const gone = once(node.child, 'exit');
  node.child.kill('SIGKILL');
  await gone;
}

async function startNode(
  id: string,
  services: readonly ServiceName[],
  env: Record<string, string>,
): Promise<ClusterNode> {
  const port = await freePort();
  const name = services[0] ?? 'gateway';
  const portName = name === 'gateway' ? 'API_GATEWAY_PORT' : `${name.toUpperCase()}_SERVICE_PORT`;
  const child = spawn(process.execPath, [NODE, ...services], {
    env: { ...env, NODE_ID: id, [portName]: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4_000)));
  const lines = createInterface(child.stdout);
  const ready = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (line.includes(' ready as ')) resolve();
      else said = `${said}${line}\n`.slice(-4_000);
    });
  });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`node ${id} did not start: ${said}`);
  });
  await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return { id, services, port, child, output: () => output };
}
