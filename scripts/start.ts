import { randomBytes } from 'node:crypto';
import { loadConfig, type Config } from '../lib/config.ts';
import { announce } from './start/announce.ts';
import { ensureSettings } from './start/embedded-settings.ts';
import { explain } from './start/explain.ts';
import { startDatabase } from './start/database.ts';
import { assertPortFree, freePort } from '@sip/local-servers/free-port';
import { startSimulators } from './start/simulators.ts';
import { untilSignal } from './until-signal.ts';

/**
 * npm start: the whole product in one process on embedded defaults. What is configured is used as it is; what is not is
 * brought along: PostgreSQL, the ad platforms' simulators and a mail inbox (docs/architecture.md).
 */
async function main(): Promise<void> {
  const startedAt = performance.now();
  const first = loadConfig();
  await assertPortFree(first.ports.gateway, 'API_GATEWAY_PORT');
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of opened.reverse()) await close().catch(() => undefined);
  };
  try {
    const runId = randomBytes(3).toString('hex');
    const metricsPort = first.BROKER_METRICS_PORT === 0 ? 0 : await freePort(first.BROKER_METRICS_PORT);
    process.env['BROKER_METRICS_PORT'] = String(metricsPort);
    await ensureSettings(first, { NODE_ID: `all-${runId}` });
    const [database, simulators] = await Promise.all([
      startDatabase(loadConfig()).then((d) => (opened.push(d.stop), d)),
      startSimulators(loadConfig()).then((s) => (opened.push(s.stop), s)),
    ]);
    Object.assign(process.env, database.env, simulators.env);
    const config: Config = loadConfig();
    const { runNode } = await import('./run-node.ts');
    const node = await runNode(config);
    opened.push(() => node.stop());
    announce(config, simulators, performance.now() - startedAt);
    if (process.argv.includes('--repl')) (await import('./repl-commands.ts')).openRepl(node.broker);
    await untilSignal(process);
  } finally {
    await stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  },
);
