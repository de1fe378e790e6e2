import { hostname } from 'node:os';

/**
 * The id of a node on the bus: named after a service whose key it holds (`campaign`, `campaign.pod-7`), so that no other
 * service's key can take its place (bus/node-pass.ts), and so that a NATS account can be limited to it.
 * @param name NODE_ID, or nothing: the machine's name and the process's number then
 * @param holders the services whose keys the node holds
 */
export function nodeIdOf(name: string | undefined, holders: readonly string[]): string {
  const own = name ?? `${hostname().slice(0, 60)}-${process.pid}`;
  const [first] = holders;
  if (first === undefined || holders.includes(own.split('.')[0] ?? '')) return own;
  return `${first}.${own}`;
}
