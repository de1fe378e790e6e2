import { Service, type BrokerOptions, type ServiceBroker, type ServiceSchema } from 'moleculer';
import { environment, type Environment } from '../lib/environment.ts';
import { parseSettings, type SettingsDefinition } from '../lib/settings.ts';
import { brokerOptions } from './broker-options.ts';
import { composeNode } from './compose-node.ts';
import { nodeSettings } from './node-settings.ts';
import type { Node } from './node.ts';

type Composition = { variables: Environment; node: Node; options: BrokerOptions };
let composition: Composition | undefined;

/**
 * The node of a process that moleculer-runner has started. moleculer.config.ts passes its options to the runner, and
 * each service file uses the node. The runner stops the broker on SIGINT and SIGTERM.
 */
export function runnerNode(): Composition {
  composition ??= compose(environment());
  return composition;
}

function compose(variables: Environment): Composition {
  const { own } = parseSettings(variables, { own: nodeSettings });
  const node = composeNode(own);
  return { variables, node, options: { ...brokerOptions(own, node), skipProcessEventRegistration: false } };
}

/**
 * A service for moleculer-runner, which loads the default exports of service files. Settings are read when the runner's
 * broker creates the service. @throws SettingsError with every fault of the service's settings
 */
export function runnerService<Settings extends object>(
  definition: SettingsDefinition<Settings>,
  factory: (settings: Settings, node: Node) => ServiceSchema,
): new (broker: ServiceBroker) => Service {
  return class extends Service {
    constructor(broker: ServiceBroker) {
      super(broker);
      const { variables, node } = runnerNode();
      const { own } = parseSettings(variables, { own: definition });
      this.parseServiceSchema(factory(own, node));
    }
  };
}
