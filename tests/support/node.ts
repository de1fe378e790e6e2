import type { BrokerOptions } from 'moleculer';
import { parseSettings } from '../../lib/settings.ts';
import { brokerOptions } from '../../mixins/broker-options.ts';
import { composeNode } from '../../mixins/compose-node.ts';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { nodeSettings } from '../../mixins/node-settings.ts';
import type { Node } from '../../mixins/node.ts';

/**
 * A node with the product's own options, for a broker that a test fills with services. Nodes that are to trust each
 * other are given the same keys.
 */
export function nodeForTest(
  variables: Readonly<Record<string, string>> = {},
  keys: { all: string; public: string } = generateServiceKeys(),
): { node: Node; options: BrokerOptions } {
  const own = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'fatal',
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
  };
  const { settings } = parseSettings({ ...own, ...variables }, { settings: nodeSettings });
  const node = composeNode(settings);
  return { node, options: brokerOptions(settings, node) };
}
