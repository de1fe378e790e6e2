import type { ServiceBroker } from 'moleculer';
import { SERVICES } from '../../contracts/permissions.ts';
import { knownNodes } from '../../mixins/moleculer.ts';
import { table, type OperatorCommand } from './command.ts';

type KnownNode = {
  id: string;
  available: boolean;
  local: boolean;
  hostname?: string | null;
  cpu?: number | null;
  client?: { version?: string; langVersion?: string };
  services?: { name: string }[];
};
const PING_MS = 2_000;

const nodesOf = (broker: ServiceBroker) => knownNodes<KnownNode>(broker);
const serviceNames = (node: KnownNode) =>
  (node.services ?? []).map((s) => s.name).filter((name) => !name.startsWith('$'));

/** Command `health`: each service with the nodes that run it, and whether they answer. */
export const health: OperatorCommand = {
  command: 'health',
  description: 'Every service: which nodes run it and whether they answer',
  async run(broker) {
    const nodes = nodesOf(broker);
    const answers = new Map(
      await Promise.all(nodes.map(async (n) => [n.id, await answerOf(broker, n)] as const)),
    );
    const rows = SERVICES.map((service) => {
      const running = nodes.filter((node) => serviceNames(node).includes(service));
      const alive = running.filter((node) => node.available && answers.get(node.id) !== 'no answer');
      const state = alive.length === 0 ? 'MISSING' : alive.length < running.length ? 'degraded' : 'ok';
      return [
        service,
        state,
        running.map((n) => `${n.id} (${answers.get(n.id) ?? 'gone'})`).join(', ') || '-',
      ];
    });
    return table(['SERVICE', 'STATE', 'NODES'], rows);
  },
};

async function answerOf(broker: ServiceBroker, node: KnownNode): Promise<string> {
  if (!node.available) return 'gone';
  if (node.local) return 'here';
  const pong = (await broker.ping(node.id, PING_MS)) as { elapsedTime?: number } | null;
  return pong?.elapsedTime === undefined ? 'no answer' : `${Math.round(pong.elapsedTime)} ms`;
}

/** Command `who`: each node with its services, versions and load. */
export const who: OperatorCommand = {
  command: 'who',
  description: 'Every node: its services, versions and CPU',
  async run(broker) {
    const rows = nodesOf(broker).map((node) => [
      node.id,
      node.available ? 'up' : 'gone',
      serviceNames(node).join(',') || '-',
      `moleculer ${node.client?.version ?? '?'}, node ${(node.client?.langVersion ?? '?').replace(/^v/, '')}`,
      node.cpu === undefined || node.cpu === null ? '-' : `${node.cpu} %`,
      node.hostname ?? '-',
    ]);
    return table(['NODE', 'STATE', 'SERVICES', 'VERSIONS', 'CPU', 'HOST'], rows);
  },
};
