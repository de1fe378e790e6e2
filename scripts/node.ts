import { SERVICES } from '../contracts/permissions.ts';
import { environment } from '../lib/environment.ts';
import { portOf, productSettings } from './services.ts';
import { explain } from './start/explain.ts';
import { untilSignal } from './until-signal.ts';

/**
 * npm run start:<service>: runs one service, or several (`node scripts/node.ts gateway campaign`), in this process over
 * NATS.
 */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const unknownName = names.find((name) => !(SERVICES as readonly string[]).includes(name));
  if (unknownName) throw new Error(`There is no service ${unknownName}: choose from ${SERVICES.join(', ')}.`);
  const variables = environment();
  const settings = productSettings(
    names.length > 0 ? { ...variables, SERVICES: names.join(',') } : variables,
  );
  const { NATS_URL, services } = settings.node;
  if (!NATS_URL && services.length < SERVICES.length) {
    throw new Error(
      'NATS_URL is needed when services run apart: set it, or use npm start for all in one process.',
    );
  }
  const { runNode } = await import('./run-node.ts');
  const node = await runNode(settings);
  console.log(`${services.join(', ')} ready as ${node.broker.nodeID}; health on port ${portOf(settings)}`);
  await untilSignal(process);
  await node.stop();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  },
);
