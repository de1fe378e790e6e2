import { ServiceBroker } from 'moleculer';
import { environment } from '../../lib/environment.ts';
import { parseSettings } from '../../lib/settings.ts';
import { brokerOptions } from '../../mixins/broker-options.ts';
import { composeNode } from '../../mixins/compose-node.ts';
import { nodeSettings } from '../../mixins/node-settings.ts';

/** A node of the product's own settings with one action that answers with the node's name. */
const { own } = parseSettings(environment(), { own: nodeSettings });
const broker = new ServiceBroker(brokerOptions(own, composeNode(own)));
broker.createService({ name: 'answering', actions: { who: () => broker.nodeID } });
await broker.start();
process.stdout.write('answering\n');
