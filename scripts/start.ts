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

type Opened = (() => Promise<void>)[];

/** Everything that a process with all services reads. @throws SettingsError with every fault */
const everything = (variables: Environment) =>
  parseSettings(variables, { ...SERVICE_SETTINGS, node: nodeSettings, start: startSettings });

/**
 * npm start: the whole product in one process on embedded defaults. What is configured is used as it is; what is not is
 * brought along: PostgreSQL, the ad platforms' simulators and a mail inbox (docs/architecture.md).
 */
async function main(): Promise<void> {
  const startedAt = performance.now();
  const given = environment();
  const { gateway, start } = everything(given); // faults are told before anything is written or started
  await assertPortFree(gateway.port, 'API_GATEWAY_PORT');
  const opened: Opened = [];
  try {
    const own = await withEmbeddedSecrets(given, start.DATA_DIR);
    const { database, simulators } = await startDependencies(own, opened);
    const { runNode } = await import('./run-node.ts');
    const running = await runNode(
      productSettings({
        NODE_ID: `all-${randomBytes(3).toString('hex')}`,
        ...own,
        ...database.variables,
        ...simulators.variables,
        BROKER_METRICS_PORT: await metricsPort(gateway.BROKER_METRICS_PORT),
      }),
    );
    opened.push(() => running.stop());
    announce(gateway.port, start.DATA_DIR, simulators, performance.now() - startedAt);
    if (process.argv.includes('--repl'))
      (await import('./repl-commands.ts')).openRepl(running.broker, database.adminUrl);
    await untilSignal(process);
  } finally {
    for (const close of opened.reverse()) await close().catch(() => undefined);
  }
}

/** Starts what is not configured; what is started is added to `opened`. */
async function startDependencies(variables: Environment, opened: Opened) {
  const { auth, platforms, node, start } = everything(variables);
  const [database, simulators] = await Promise.all([
    startDatabase({ ...auth, ...start }).then((d) => (opened.push(d.stop), d)),
    startSimulators({ ...auth, ...platforms, ...start }, node.production).then(
      (s) => (opened.push(s.stop), s),
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
