import { ServiceBroker } from 'moleculer';
import { environment } from '../lib/environment.ts';
import { parseSettings } from '../lib/settings.ts';
import { brokerOptions } from '../mixins/broker-options.ts';
import { composeNode } from '../mixins/compose-node.ts';
import { nodeSettings } from '../mixins/node-settings.ts';
import { openRepl } from './repl-commands.ts';
import { explain } from './start/explain.ts';
import { startSettings } from './start/settings.ts';
import { untilSignal } from './until-signal.ts';

/**
 * npm run repl: starts an operator's node that joins the cluster over NATS. It runs no service and shows the operator's
 * key, without which no node answers; it needs no other secret of production.
 */
async function main(): Promise<void> {
  const { node, start } = parseSettings(
    { ...environment(), NODE_ENV: 'development', NODE_ID: `operator.${process.pid}` },
    { node: nodeSettings, start: startSettings },
  );
  if (!node.NATS_URL) {
    throw new Error(
      'NATS_URL is needed to reach a running cluster. With everything in one process: npm start -- --repl',
    );
  }
  const broker = new ServiceBroker(brokerOptions(node, composeNode(node)));
  await broker.start();
  openRepl(broker, start.DATABASE_ADMIN_URL);
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
