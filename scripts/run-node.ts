import { ServiceBroker } from 'moleculer';
import { brokerOptions } from '../mixins/broker-options.ts';
import type { Clock } from '../lib/time.ts';
import { composeNode } from '../mixins/compose-node.ts';
import type { Node } from '../mixins/node.ts';
import { createService, type ProductSettings } from './services.ts';

export type RunningNode = { broker: ServiceBroker; node: Node; stop(): Promise<void> };

/** Starts one node with the services that its settings name, and waits until they run. */
export async function runNode(
  { node: settings, services }: ProductSettings,
  clock?: Clock,
): Promise<RunningNode> {
  const node = composeNode(settings, clock);
  const broker = new ServiceBroker(brokerOptions(settings, node));
  const stop = async () => {
    await node.health.drain();
    await broker.stop();
  };
  try {
    for (const name of settings.services) broker.createService(await createService(name, services, node));
    await broker.start();
    return { broker, node, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}
