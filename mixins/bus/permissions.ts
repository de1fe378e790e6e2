import type { KeyHolder } from '../identity/service-keys.ts';

/** Names the product's nodes on the bus: its subjects begin with `MOL-sip.`. */
export const NAMESPACE = 'sip';

/** What a credential may do on NATS; everything else is refused there. */
export type SubjectPermissions = { publish: readonly string[]; subscribe: readonly string[] };

const subject = (...words: string[]) => [`MOL-${NAMESPACE}`, ...words].join('.');
/** What one node sends to another; `<packet>.<node>`. */
const TO_ONE = ['REQ', 'RES', 'EVENT', 'DISCOVER', 'INFO', 'PING', 'PONG'];
/** What a node says of itself to all. */
const TO_ALL = ['DISCOVER', 'INFO', 'HEARTBEAT', 'DISCONNECT'];

/**
 * The permissions of a process that holds the keys of these services: it hears what is sent to nodes named after them, and
 * to all; nothing that is sent to another service's node. It may send to every node, because who may call what is the
 * contracts' business. Only the operator asks how far away a node is (PING).
 */
export function permissionsOf(holders: readonly KeyHolder[]): SubjectPermissions {
  const asks = holders.includes('operator') ? ['PING'] : [];
  const sent = TO_ONE.filter((packet) => packet !== 'PING' || asks.length > 0);
  return {
    publish: [...[...TO_ALL, ...asks].map((packet) => subject(packet)), ...sent.map((p) => subject(p, '>'))],
    subscribe: [
      ...[...TO_ALL, 'PING'].map((packet) => subject(packet)),
      ...TO_ONE.flatMap((packet) => holders.flatMap((name) => ownSubjects(packet, name))),
    ],
  };
}

/** A node is named `campaign` or `campaign.<pod>` (node-id.ts). */
const ownSubjects = (packet: string, name: string) => [subject(packet, name), subject(packet, name, '>')];
