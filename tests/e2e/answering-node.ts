import { ServiceBroker } from 'moleculer';
import { loadConfig } from '../../lib/config.ts';
import { brokerOptions, makeNode } from '../../moleculer.config.ts';

/** A node of the product's own settings with one action that answers with the node's name. */
const config = loadConfig();
const broker = new ServiceBroker(brokerOptions(config, makeNode(config)));
broker.createService({ name: 'answering', actions: { who: () => broker.nodeID } });
await broker.start();
process.stdout.write('answering\n');
