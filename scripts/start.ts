import { randomBytes } from 'node:crypto';
import { assertPortFree, freePort } from '@sip/local-servers/free-port';
import { environment, type Environment } from '../lib/environment.ts';
import { parseSettings } from '../lib/settings.ts';
import { nodeSettings } from '../mixins/node-settings.ts';
import { productSettings, SERVICE_SETTINGS } from './services.ts';
import { announce } from './start/announce.ts';
import { startDatabase } from './start/database.ts';
import { withEmbeddedSecrets } from './start/embedded-secrets.ts';
import { explain } from './start/explain.ts';
import { startSettings } from './start/settings.ts';
import { startSimulators } from './start/simulators.ts';
import { untilSignal } from './until-signal.ts';

/** Functions that stop what was started, in the order of starting. */
type Closers = (() => Promise<void>)[];

/** The settings of a process with all services. @throws SettingsError with every fault */
const allSettings = (variables: Environment) =>
  parseSettings(variables, { ...SERVICE_SETTINGS, node: nodeSettings, start: startSettings });

/**
 * npm start: the whole product in one process. Dependencies that are configured are used; for the others it starts an
 * embedded PostgreSQL, simulators of the ad platforms and a mail inbox (docs/architecture.md).
 */
async function main(): Promise<void> {
  const startedAt = performance.now();
  const env = environment();
  const { gateway, start } = allSettings(env); // throws before anything is written or started
  await assertPortFree(gateway.port, 'API_GATEWAY_PORT');
  const closers: Closers = [];
  try {
    const variables = await withEmbeddedSecrets(env, start.DATA_DIR);
    const { database, simulators } = await startDependencies(variables, closers);
    const { runNode } = await import('./run-node.ts');
    const running = await runNode(
      productSettings({
        NODE_ID: `all-${randomBytes(3).toString('hex')}`,
        ...variables,
        ...database.variables,
        ...simulators.variables,
        BROKER_METRICS_PORT: await metricsPort(gateway.BROKER_METRICS_PORT),
      }),
    );
    closers.push(() => running.stop());
    announce(gateway.port, start.DATA_DIR, simulators, performance.now() - startedAt);
    if (process.argv.includes('--repl'))
      (await import('./repl-commands.ts')).openRepl(running.broker, database.adminUrl);
    await untilSignal(process);
  } finally {
    for (const close of closers.reverse()) await close().catch(() => undefined);
  }
}

/** Starts the dependencies that are not configured, and adds functions that stop them to `closers`. */
async function startDependencies(variables: Environment, closers: Closers) {
  const { auth, platforms, node, start } = allSettings(variables);
  const [database, simulators] = await Promise.all([
    startDatabase({ ...auth, ...start }).then((d) => (closers.push(d.stop), d)),
    startSimulators({ ...auth, ...platforms, ...start }, node.production).then(
      (s) => (closers.push(s.stop), s),
    ),
  ]);
  return { database, simulators };
}

/** The configured port or a free one near it; 0 turns the broker's metrics off. */
const metricsPort = async (configured: number): Promise<string> =>
  String(configured === 0 ? 0 : await freePort(configured));

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  },
);
