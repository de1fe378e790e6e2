import { hostname } from 'node:os';

/** What a node may be called: words of a NATS subject, none of them a wildcard. */
export const NODE_NAME = /^[\w-]+(?:\.[\w-]+)*$/;

/**
 * The id of a node on the bus: named after a service whose key it holds (`campaign`, `campaign.pod-7`), so that no other
 * service's key can take its place (bus/node-pass.ts), and so that a NATS credential can be limited to it (bus/permissions.ts).
 * @param name NODE_ID, or nothing: the machine's name and the process's number then
 * @param holders the services whose keys the node holds
 */
export function nodeIdOf(name: string | undefined, holders: readonly string[]): string {
  const own =
    name ??
    `${hostname()
      .slice(0, 60)
      .replaceAll(/[^\w-]+/g, '-')}-${process.pid}`;
  const [first] = holders;
  if (first === undefined || holders.includes(own.split('.')[0] ?? '')) return own;
  return `${first}.${own}`;
}
