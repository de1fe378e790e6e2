import { hostname } from 'node:os';
import { ServiceBroker } from 'moleculer';
import { loadConfig } from '../lib/config.ts';
import { generateServiceKeys } from '../mixins/identity/service-keys.ts';
import { brokerOptions, makeNode } from '../moleculer.config.ts';
import { openRepl } from './repl-commands.ts';
import { explain } from './start/explain.ts';
import { untilSignal } from './until-signal.ts';

/**
 * npm run repl: an operator's node, attached over NATS. It runs no service, so its keys are made up and open nothing: it
 * needs NATS_URL only, not the secrets that production asks of a service's node.
 */
async function main(): Promise<void> {
  const keys = generateServiceKeys([]);
  const settings = { SERVICE_KEYS: keys.all, SERVICE_PUBLIC_KEYS: keys.public, NODE_ENV: 'development' };
  const config = loadConfig({
    ...process.env,
    ...settings,
    NODE_ID: `repl-${hostname().slice(0, 60)}-${process.pid}`,
  });
  if (!config.NATS_URL) {
    throw new Error(
      'NATS_URL is needed to reach a running cluster. With everything in one process: npm start -- --repl',
    );
  }
  const broker = new ServiceBroker(brokerOptions(config, makeNode(config, [])));
  await broker.start();
  openRepl(broker);
  await untilSignal(process);
  await broker.stop();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  },
);
